// admin.*: accounts by service token.
import assert from 'node:assert/strict'
import { address, admin, byMail, client, data, mail, ok, opened, password, refused } from '../support.mjs'

export const flows = {
  async 'users by service token'() {
    const service = admin(), email = address(), phone = client(byMail)
    const made = ok(await service.createUser({ email, password, email_confirm: true, user_metadata: data() })).user
    const { session } = ok(await phone.signInWithPassword({ email, password }))
    assert.equal(ok(await service.getUserById(made.id)).user.id, made.id)
    assert.equal(ok(await service.updateUserById(made.id, { user_metadata: { size: 3 } })).user.user_metadata.size, 3)
    const page = ok(await service.listUsers({ page: 1, perPage: 1 }))
    assert.equal(page.users.length, 1)
    assert.ok(page.total >= 1 && page.lastPage >= 1)
    const factor = ok(await phone.mfa.enroll({ factorType: 'totp' }))
    assert.deepEqual(ok(await service.mfa.listFactors({ userId: made.id })).factors.map((one) => one.id), [factor.id])
    // This version of the client wraps the answer once more than its types say.
    assert.equal(ok(await service.mfa.deleteFactor({ userId: made.id, id: factor.id })).data.id, factor.id)
    assert.deepEqual(ok(await service.mfa.listFactors({ userId: made.id })).factors, [])
    assert.equal((await service.signOut(session.access_token, 'global')).error, null)
    refused(await phone.refreshSession(), 400, 'refresh_token_not_found')
    ok(await service.updateUserById(made.id, { ban_duration: '24h' }))
    refused(await phone.signInWithPassword({ email, password }), 400, 'user_banned')
    ok(await service.deleteUser(made.id))
    refused(await service.getUserById(made.id), 404, 'user_not_found')
    refused(await admin({}).listUsers(), 401, 'no_authorization')
  },
  async 'links of each kind, and an invitation'() {
    const service = admin(), email = address(), next = address(), invited = address()
    const link = async (asked) => ok(await service.generateLink(asked)).properties
    const phone = client(byMail)
    const signup = await link({ type: 'signup', email, password, options: { data: data() } })
    ok(await phone.verifyOtp({ type: 'signup', email, token: signup.email_otp }))
    for (const type of ['magiclink', 'recovery']) {
      const made = await link({ type, email })
      assert.equal(made.verification_type, type)
      ok(await phone.verifyOtp({ type, token_hash: made.hashed_token }))
    }
    const current = await link({ type: 'email_change_current', email, newEmail: next })
    const coming = await link({ type: 'email_change_new', email, newEmail: next })
    assert.match(new URL(await opened(current.action_link)).hash, /message=Confirmation/)
    ok(await phone.verifyOtp({ type: 'email_change', email: next, token: coming.email_otp }))
    assert.equal(ok(await phone.getUser()).user.email, next)
    const by_link = await link({ type: 'invite', email: address(), options: { data: data() } })
    ok(await client(byMail).verifyOtp({ type: 'invite', token_hash: by_link.hashed_token }))
    assert.ok(ok(await service.inviteUserByEmail(invited, { data: data() })).user.invited_at)
    ok(await client(byMail).verifyOtp({ type: 'invite', email: invited, token: (await mail(invited)).code }))
  },
}
