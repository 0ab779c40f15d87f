// Takes @supabase/auth-js through every flow: node main.mjs <autoconfirm url> <mail url> <mailbox url> <service token>
import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { GoTrueAdminApi, GoTrueClient } from '@supabase/auth-js'

const [, , atOnce, byMail, mailbox, serviceToken] = process.argv
const password = 'correct horse'

function memory() {
  const kept = new Map()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  }
}
function client(url, options = {}) {
  return new GoTrueClient({
    url, autoRefreshToken: false, persistSession: true, storage: memory(),
    headers: { apikey: 'sb_publishable_x', Authorization: 'Bearer sb_publishable_x' }, ...options,
  })
}
const address = () => `${randomUUID()}@example.test`
const data = (more = {}) => ({ user_handle: `u_${randomUUID().replaceAll('-', '').slice(0, 12)}`, ...more })
const mail = async (to) => (await fetch(`${mailbox}/${encodeURIComponent(to)}`)).json()
function ok({ data, error }) {
  assert.equal(error, null, error?.message)
  return data
}
function refused({ error }, status, code) {
  assert.ok(error, `expected ${code}`)
  assert.deepEqual([error.status, error.code], [status, code])
}

function totp(secret) {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)))
  const digest = createHmac('sha1', key).update(step).digest()
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff
  return String(number % 1000000).padStart(6, '0')
}

const flows = {
  async 'password, refresh, user, logout'() {
    const phone = client(atOnce), email = address()
    const signedUp = ok(await phone.signUp({ email, password, options: { data: data({ colour: 'blue' }) } }))
    assert.equal(signedUp.user.user_metadata.colour, 'blue')
    refused(await client(atOnce).signUp({ email, password }), 422, 'user_already_exists')
    refused(await client(atOnce).signUp({ email: address(), password: 'x' }), 422, 'weak_password')
    const other = client(atOnce)
    ok(await other.signInWithPassword({ email, password }))
    refused(await client(atOnce).signInWithPassword({ email, password: 'wrong' }), 400, 'invalid_credentials')
    const refreshed = ok(await phone.refreshSession())
    assert.notEqual(refreshed.session.refresh_token, signedUp.session.refresh_token)
    const updated = ok(await phone.updateUser({ data: { colour: null, size: 3 } }))
    assert.equal(updated.user.user_metadata.size, 3)
    assert.equal('colour' in updated.user.user_metadata, false)
    assert.equal(ok(await phone.getClaims()).claims.sub, signedUp.user.id)
    assert.equal(ok(await phone.getUserIdentities()).identities.length, 1)
    assert.equal((await phone.signOut({ scope: 'others' })).error, null)
    refused(await other.refreshSession(), 400, 'refresh_token_not_found')
    assert.equal((await phone.signOut()).error, null)
    const { error } = await client(atOnce).getUser(refreshed.session.access_token)
    assert.equal(error.name, 'AuthSessionMissingError')
  },
  async 'a lost answer'() {
    const phone = client(atOnce)
    const { session } = ok(await phone.signUp({ email: address(), password, options: { data: data() } }))
    const first = ok(await phone.refreshSession({ refresh_token: session.refresh_token }))
    const again = ok(await phone.refreshSession({ refresh_token: session.refresh_token }))
    assert.equal(again.session.refresh_token, first.session.refresh_token)
  },
  async anonymous() {
    assert.equal(ok(await client(atOnce).signInAnonymously()).user.is_anonymous, true)
  },
  async 'codes by mail'() {
    const phone = client(byMail), email = address()
    const signedUp = ok(await phone.signUp({ email, password, options: { data: data() } }))
    assert.equal(signedUp.session, null)
    assert.equal(signedUp.user.identities.length, 1)
    refused(await phone.signInWithPassword({ email, password }), 400, 'email_not_confirmed')
    ok(await phone.resend({ type: 'signup', email }))
    const code = (await mail(email)).code
    ok(await phone.verifyOtp({ type: 'signup', email, token: code }))
    refused(await phone.verifyOtp({ type: 'signup', email, token: code }), 403, 'otp_expired')
    const decoy = ok(await client(byMail).signUp({ email, password, options: { data: data() } }))
    assert.deepEqual(decoy.user.identities, [])
    ok(await phone.signInWithOtp({ email, options: { shouldCreateUser: false } }))
    ok(await phone.verifyOtp({ type: 'email', email, token: (await mail(email)).code }))
    refused(await phone.signInWithOtp({ email: address(), options: { shouldCreateUser: false } }), 422, 'otp_disabled')
    ok(await phone.resetPasswordForEmail(email))
    ok(await phone.verifyOtp({ type: 'recovery', token_hash: (await mail(email)).hash }))
    ok(await phone.updateUser({ password: 'another password' }))
    refused(await phone.updateUser({ password: 'another password' }), 422, 'same_password')
    ok(await client(byMail).signInWithPassword({ email, password: 'another password' }))
    ok(await phone.reauthenticate())
    assert.equal((await mail(email)).template, 'reauthentication')
  },
  async 'change of address'() {
    const phone = client(byMail), email = address(), next = address()
    ok(await phone.signUp({ email, password, options: { data: data() } }))
    ok(await phone.verifyOtp({ type: 'signup', email, token: (await mail(email)).code }))
    const asked = ok(await phone.updateUser({ email: next }))
    assert.deepEqual([asked.user.email, asked.user.new_email], [email, next])
    assert.equal(ok(await phone.verifyOtp({ type: 'email_change', email: next, token: (await mail(next)).code })).session, null)
    const done = ok(await phone.verifyOtp({ type: 'email_change', email, token: (await mail(email)).code }))
    assert.equal(done.user.email, next)
  },
  async 'PKCE link'() {
    const phone = client(byMail, { flowType: 'pkce' }), email = address()
    ok(await phone.signUp({ email, password, options: { data: data() } }))
    const { pathname, search } = new URL((await mail(email)).link)
    const opened = await fetch(new URL(pathname + search, byMail), { redirect: 'manual' })
    assert.equal(opened.status, 303)
    const code = new URL(opened.headers.get('location')).searchParams.get('code')
    assert.equal(ok(await phone.exchangeCodeForSession(code)).user.email, email)
  },
  async 'second factor'() {
    const phone = client(atOnce)
    ok(await phone.signUp({ email: address(), password, options: { data: data() } }))
    const factor = ok(await phone.mfa.enroll({ factorType: 'totp', friendlyName: 'phone' }))
    assert.ok(factor.totp.qr_code.startsWith('data:image/svg+xml;utf-8,<svg'))
    refused(await phone.mfa.challengeAndVerify({ factorId: factor.id, code: '000' }), 422, 'mfa_verification_failed')
    const challenge = ok(await phone.mfa.challenge({ factorId: factor.id }))
    ok(await phone.mfa.verify({ factorId: factor.id, challengeId: challenge.id, code: totp(factor.totp.secret) }))
    assert.equal(ok(await phone.mfa.getAuthenticatorAssuranceLevel()).currentLevel, 'aal2')
    assert.equal(ok(await phone.mfa.listFactors()).totp.length, 1)
    assert.equal(ok(await phone.mfa.unenroll({ factorId: factor.id })).id, factor.id)
  },
  async 'service token'() {
    const admin = new GoTrueAdminApi({ url: byMail, headers: { Authorization: `Bearer ${serviceToken}` } })
    const email = address()
    const made = ok(await admin.createUser({ email, password, email_confirm: true, user_metadata: data() })).user
    ok(await client(byMail).signInWithPassword({ email, password }))
    assert.equal(ok(await admin.getUserById(made.id)).user.id, made.id)
    assert.equal(ok(await admin.updateUserById(made.id, { user_metadata: { size: 3 } })).user.user_metadata.size, 3)
    const page = ok(await admin.listUsers({ page: 1, perPage: 1 }))
    assert.equal(page.users.length, 1)
    assert.ok(page.total >= 1 && page.lastPage >= 1)
    const link = ok(await admin.generateLink({ type: 'magiclink', email }))
    assert.equal(link.properties.verification_type, 'magiclink')
    ok(await client(byMail).verifyOtp({ type: 'magiclink', token_hash: link.properties.hashed_token }))
    const invited = address()
    ok(await admin.inviteUserByEmail(invited, { data: data() }))
    ok(await client(byMail).verifyOtp({ type: 'invite', email: invited, token: (await mail(invited)).code }))
    ok(await admin.mfa.listFactors({ userId: made.id }))
    ok(await admin.deleteUser(made.id))
    refused(await admin.getUserById(made.id), 404, 'user_not_found')
    refused(await new GoTrueAdminApi({ url: byMail, headers: {} }).listUsers(), 401, 'no_authorization')
  },
}

for (const [name, flow] of Object.entries(flows)) {
  await flow()
  console.log(`ok: ${name}`)
}
