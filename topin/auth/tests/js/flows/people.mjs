// Password, refresh, the session as the client keeps it, second factor, signing out.
import assert from 'node:assert/strict'
import { address, atOnce, client, data, ok, password, person, refused, totp } from '../support.mjs'

export const flows = {
  async 'password, refresh, user'() {
    const phone = client(atOnce), email = address()
    const signedUp = ok(await phone.signUp({ email, password, options: { data: data({ colour: 'blue' }) } }))
    assert.equal(signedUp.user.user_metadata.colour, 'blue')
    refused(await client(atOnce).signUp({ email, password }), 422, 'user_already_exists')
    const weak = refused(await client(atOnce).signUp({ email: address(), password: 'x' }), 422, 'weak_password')
    assert.deepEqual([weak.name, weak.reasons], ['AuthWeakPasswordError', ['length']])
    refused(await client(atOnce).signInWithPassword({ email, password: 'wrong' }), 400, 'invalid_credentials')
    const refreshed = ok(await phone.refreshSession())
    assert.notEqual(refreshed.session.refresh_token, signedUp.session.refresh_token)
    const updated = ok(await phone.updateUser({ data: { colour: null, size: 3 } }))
    assert.equal(updated.user.user_metadata.size, 3)
    assert.equal('colour' in updated.user.user_metadata, false)
    assert.equal(ok(await phone.getClaims()).claims.sub, signedUp.user.id)
    assert.deepEqual(ok(await phone.getUser()).user, updated.user)
    ok(await phone.updateUser({ password: 'another password' }))
    refused(await phone.updateUser({ password: 'another password' }), 422, 'same_password')
    ok(await client(atOnce).signInWithPassword({ email, password: 'another password' }))
  },
  async 'a lost answer'() {
    const { phone, session } = await person()
    const first = ok(await phone.refreshSession({ refresh_token: session.refresh_token }))
    const again = ok(await phone.refreshSession({ refresh_token: session.refresh_token }))
    assert.equal(again.session.refresh_token, first.session.refresh_token)
  },
  async 'a session given to another client, and what it tells its listeners'() {
    const { session, user } = await person()
    const other = client(atOnce), events = []
    assert.equal(other.isThrowOnErrorEnabled(), false)
    assert.equal((await other.initialize()).error, null)
    const { data: { subscription } } = other.onAuthStateChange((event) => { events.push(event) })
    assert.equal(ok(await other.setSession(session)).user.id, user.id)
    assert.equal(ok(await other.getSession()).session.refresh_token, session.refresh_token)
    await other.startAutoRefresh()
    await other.stopAutoRefresh()
    assert.equal((await other.signOut({ scope: 'local' })).error, null)
    assert.equal(ok(await other.getSession()).session, null)
    assert.deepEqual(events, ['INITIAL_SESSION', 'SIGNED_IN', 'SIGNED_OUT'])
    subscription.unsubscribe()
    await other.dispose()
  },
  async 'signing out: others, local, global'() {
    const { phone, email } = await person()
    const [second, third] = [client(atOnce), client(atOnce)]
    ok(await second.signInWithPassword({ email, password }))
    assert.equal((await phone.signOut({ scope: 'others' })).error, null)
    refused(await second.refreshSession(), 400, 'refresh_token_not_found')
    ok(await third.signInWithPassword({ email, password }))
    assert.equal((await third.signOut({ scope: 'local' })).error, null)
    const kept = ok(await phone.refreshSession()).session
    assert.equal((await phone.signOut()).error, null)
    const { error } = await client(atOnce).getUser(kept.access_token)
    assert.equal(error.name, 'AuthSessionMissingError')
  },
  async 'anonymous, and somebody in the end'() {
    const phone = client(atOnce), email = address()
    const { user } = ok(await phone.signInAnonymously({ options: { data: data({ colour: 'red' }) } }))
    assert.deepEqual([user.is_anonymous, user.user_metadata.colour], [true, 'red'])
    refused(await phone.mfa.enroll({ factorType: 'totp' }), 403, 'no_authorization')
    const named = ok(await phone.updateUser({ email, password })).user
    assert.deepEqual([named.id, named.email, named.is_anonymous], [user.id, email, false])
    ok(await client(atOnce).signInWithPassword({ email, password }))
  },
  async 'second factor'() {
    const { phone } = await person()
    const factor = ok(await phone.mfa.enroll({ factorType: 'totp', friendlyName: 'phone' }))
    assert.ok(factor.totp.qr_code.startsWith('data:image/svg+xml;utf-8,<svg'))
    assert.deepEqual(ok(await phone.mfa.getAuthenticatorAssuranceLevel()), {
      currentLevel: 'aal1', nextLevel: 'aal1', currentAuthenticationMethods: ok(await phone.getClaims()).claims.amr,
    })
    refused(await phone.mfa.challengeAndVerify({ factorId: factor.id, code: '000' }), 422, 'mfa_verification_failed')
    const challenge = ok(await phone.mfa.challenge({ factorId: factor.id }))
    ok(await phone.mfa.verify({ factorId: factor.id, challengeId: challenge.id, code: totp(factor.totp.secret) }))
    const level = ok(await phone.mfa.getAuthenticatorAssuranceLevel())
    assert.deepEqual([level.currentLevel, level.nextLevel], ['aal2', 'aal2'])
    assert.deepEqual(level.currentAuthenticationMethods.map((one) => one.method), ['totp', 'password'])
    assert.equal(ok(await phone.mfa.listFactors()).totp.length, 1)
    refused(await phone.mfa.enroll({ factorType: 'phone', phone: '+4915112345678' }), 422, 'mfa_phone_enroll_not_enabled')
    refused(await phone.mfa.webauthn.enroll({ friendlyName: 'key' }), 422, 'mfa_webauthn_enroll_not_enabled')
    assert.equal(ok(await phone.mfa.unenroll({ factorId: factor.id })).id, factor.id)
  },
}
