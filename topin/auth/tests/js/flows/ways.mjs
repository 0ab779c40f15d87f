// Other ways in: the id token of a provider's own SDK, and the identities of an account.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { address, atOnce, byMail, client, data, idToken, ok, person, refused } from '../support.mjs'

const signed = (claims = {}) => idToken({ sub: randomUUID(), email: address(), ...claims })

export const flows = {
  async 'an id token signs up and in'() {
    const email = address(), sub = randomUUID(), nonce = randomUUID()
    const hashed = createHash('sha256').update(nonce).digest('hex')
    const phone = client(atOnce)
    const signedIn = ok(await phone.signInWithIdToken({
      provider: 'google', token: await signed({ email, sub, nonce: hashed }), nonce,
    }))
    assert.deepEqual(signedIn.user.app_metadata, { provider: 'google', providers: ['google'] })
    const again = ok(await client(atOnce).signInWithIdToken({ provider: 'google', token: await signed({ email, sub }) }))
    assert.equal(again.user.id, signedIn.user.id)
    ok(await phone.refreshSession())
    const wrong = { provider: 'google', token: await signed({ nonce: hashed }), nonce: 'another' }
    const { error } = await client(atOnce).signInWithIdToken(wrong)
    assert.deepEqual([error.status, error.message], [400, 'Nonces mismatch'])
    refused(await client(byMail).signInWithIdToken({ provider: 'google', token: 'x' }), 400, 'provider_disabled')
  },
  async 'identities are linked and unlinked'() {
    const { phone, user } = await person()
    const token = await signed()
    const linked = ok(await phone.linkIdentity({ provider: 'google', token }))
    assert.equal(linked.user.id, user.id)
    refused(await phone.linkIdentity({ provider: 'google', token }), 422, 'identity_already_exists')
    const { identities } = ok(await phone.getUserIdentities())
    assert.deepEqual(identities.map((one) => one.provider), ['email', 'google'])
    ok(await phone.unlinkIdentity(identities[1]))
    const left = ok(await phone.getUserIdentities()).identities
    assert.deepEqual(left.map((one) => one.provider), ['email'])
    refused(await phone.unlinkIdentity(left[0]), 422, 'single_identity_not_deletable')
    refused(await phone.linkIdentity({ provider: 'google' }), 400, 'validation_failed')
  },
  async 'an anonymous account becomes that of an identity'() {
    const phone = client(atOnce), email = address()
    const { user } = ok(await phone.signInAnonymously({ options: { data: data() } }))
    const linked = ok(await phone.linkIdentity({ provider: 'google', token: await signed({ email }) })).user
    assert.deepEqual([linked.id, linked.email, linked.is_anonymous], [user.id, email, false])
  },
}
