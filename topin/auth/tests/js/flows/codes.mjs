// One-time codes by mail and by text message, each kind of them sent again, and changing address and number.
import assert from 'node:assert/strict'
import { address, atOnce, byMail, client, data, mail, number, ok, password, refused, text } from '../support.mjs'

// Somebody whose address was confirmed by a mailed code.
async function confirmed() {
  const phone = client(byMail), email = address()
  const signedUp = ok(await phone.signUp({ email, password, options: { data: data() } }))
  assert.equal(signedUp.session, null)
  assert.equal(signedUp.user.identities.length, 1)
  refused(await phone.signInWithPassword({ email, password }), 400, 'email_not_confirmed')
  const first = (await mail(email)).code
  ok(await phone.resend({ type: 'signup', email }))
  const { code } = await mail(email)
  refused(await phone.verifyOtp({ type: 'signup', email, token: first === code ? 'x' : first }), 403, 'otp_expired')
  ok(await phone.verifyOtp({ type: 'signup', email, token: code }))
  refused(await phone.verifyOtp({ type: 'signup', email, token: code }), 403, 'otp_expired')
  return { phone, email }
}

export const flows = {
  async 'codes by mail: signup, otp, recovery, reauthentication'() {
    const { phone, email } = await confirmed()
    const decoy = ok(await client(byMail).signUp({ email, password, options: { data: data() } }))
    assert.deepEqual(decoy.user.identities, [])
    ok(await phone.signInWithOtp({ email, options: { shouldCreateUser: false } }))
    ok(await phone.verifyOtp({ type: 'email', email, token: (await mail(email)).code }))
    refused(await phone.signInWithOtp({ email: address(), options: { shouldCreateUser: false } }), 422, 'otp_disabled')
    ok(await phone.resetPasswordForEmail(email))
    ok(await phone.verifyOtp({ type: 'recovery', token_hash: (await mail(email)).hash }))
    ok(await phone.reauthenticate())
    const nonce = await mail(email)
    assert.match(nonce.code, /^\d{6}$/)
    assert.equal(nonce.hash, '')
    ok(await phone.updateUser({ password: 'another password', nonce: nonce.code }))
    ok(await client(byMail).signInWithPassword({ email, password: 'another password' }))
  },
  async 'a new account by a mailed code'() {
    const phone = client(byMail), email = address()
    ok(await phone.signInWithOtp({ email, options: { data: data({ colour: 'blue' }) } }))
    const { user } = ok(await phone.verifyOtp({ type: 'email', email, token: (await mail(email)).code }))
    assert.deepEqual([user.email, user.user_metadata.colour, user.user_metadata.email_verified], [email, 'blue', true])
  },
  async 'change of address, confirmed at both'() {
    const { phone, email } = await confirmed()
    const next = address()
    const asked = ok(await phone.updateUser({ email: next }))
    assert.deepEqual([asked.user.email, asked.user.new_email], [email, next])
    const before = (await mail(next)).code
    ok(await phone.resend({ type: 'email_change', email }))
    const { code } = await mail(next)
    if (before !== code) refused(await phone.verifyOtp({ type: 'email_change', email: next, token: before }), 403, 'otp_expired')
    assert.equal(ok(await phone.verifyOtp({ type: 'email_change', email: next, token: code })).session, null)
    const done = ok(await phone.verifyOtp({ type: 'email_change', email, token: (await mail(email)).code }))
    assert.equal(done.user.email, next)
  },
  async 'codes by text message, and changing the number'() {
    const phone = client(atOnce), first = number(), next = number()
    refused(await phone.signInWithOtp({ phone: first, options: { shouldCreateUser: false } }), 422, 'otp_disabled')
    ok(await phone.signInWithOtp({ phone: `+${first}`, options: { data: data() } }))
    const { user } = ok(await phone.verifyOtp({ type: 'sms', phone: `+${first}`, token: (await text(first)).code }))
    assert.deepEqual([user.phone, user.email, user.app_metadata.provider], [first, '', 'phone'])
    ok(await phone.resend({ type: 'sms', phone: first }))
    ok(await phone.verifyOtp({ type: 'sms', phone: first, token: (await text(first)).code }))
    ok(await phone.updateUser({ password }))
    ok(await client(atOnce).signInWithPassword({ phone: `+${first}`, password }))
    assert.equal(ok(await phone.updateUser({ phone: `+${next}` })).user.new_phone, next)
    ok(await phone.resend({ type: 'phone_change', phone: first }))
    const done = ok(await phone.verifyOtp({ type: 'phone_change', phone: next, token: (await text(next)).code }))
    assert.equal(done.user.phone, next)
  },
}
