// What GoTrue has and this service has not says so in GoTrue's words, so that an app can tell it from a fault.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { admin, atOnce, byMail, client, data, ok, password, address, person, refused } from '../support.mjs'

export const flows = {
  async 'ways in that are off'() {
    const phone = client(atOnce)
    refused(await phone.signInWithSSO({ domain: 'example.test' }), 404, 'saml_provider_disabled')
    const wallet = { chain: 'solana', message: 'x', signature: new Uint8Array(64) }
    refused(await phone.signInWithWeb3(wallet), 422, 'web3_provider_disabled')
    const { url } = ok(await phone.signInWithOAuth({ provider: 'github', options: { skipBrowserRedirect: true } }))
    const page = await fetch(url, { redirect: 'manual' })
    assert.deepEqual([page.status, (await page.json()).error_code], [400, 'validation_failed'])
    const shut = client(byMail), email = address()
    ok(await shut.signUp({ email, password, options: { data: data() } }))
    refused(await shut.signInAnonymously(), 422, 'anonymous_provider_disabled')
    refused(await shut.signInWithOtp({ phone: '+4915112345678' }), 400, 'phone_provider_disabled')
  },
  async 'passkeys and the server for other apps'() {
    const { phone } = await person({ experimental: { passkey: true } })
    const passkeyId = randomUUID(), credential = { id: 'x' }
    for (const asked of [
      phone.passkey.startRegistration(),
      phone.passkey.verifyRegistration({ challengeId: passkeyId, credential }),
      phone.passkey.startAuthentication(),
      phone.passkey.verifyAuthentication({ challengeId: passkeyId, credential }),
      phone.passkey.list(),
      phone.passkey.update({ passkeyId, friendlyName: 'x' }),
      phone.passkey.delete({ passkeyId }),
    ]) refused(await asked, 404, 'passkey_disabled')
    for (const asked of [
      phone.oauth.getAuthorizationDetails('x'),
      phone.oauth.approveAuthorization('x', { skipBrowserRedirect: true }),
      phone.oauth.denyAuthorization('x', { skipBrowserRedirect: true }),
      phone.oauth.listGrants(),
      phone.oauth.revokeGrant({ clientId: 'x' }),
    ]) refused(await asked, 404, 'feature_disabled')
  },
  async 'what a service token would manage'() {
    const service = admin(), id = randomUUID()
    const { user } = ok(await service.createUser({ email: address(), user_metadata: data() }))
    for (const asked of [
      service.oauth.listClients(),
      service.oauth.createClient({ client_name: 'x', redirect_uris: ['https://app.example'] }),
      service.oauth.getClient(id),
      service.oauth.updateClient(id, { client_name: 'y' }),
      service.oauth.deleteClient(id),
      service.oauth.regenerateClientSecret(id),
      service.customProviders.listProviders(),
      service.customProviders.createProvider({ provider_type: 'oidc', identifier: 'custom:x', name: 'x' }),
      service.customProviders.getProvider('custom:x'),
      service.customProviders.updateProvider('custom:x', { name: 'y' }),
      service.customProviders.deleteProvider('custom:x'),
    ]) refused(await asked, 404, 'feature_disabled')
    assert.deepEqual(ok(await service.passkey.listPasskeys({ userId: user.id })), [])
    refused(await service.passkey.deletePasskey({ userId: user.id, passkeyId: id }), 404, 'validation_failed')
  },
}
