// Mailed links as an app in a browser meets them: the session in the fragment, PKCE's code in the query, and faults.
import assert from 'node:assert/strict'
import { address, byMail, client, data, mail, memory, ok, opened, password } from '../support.mjs'

// A browser, as far as the client looks at it, at this address while `work` runs.
async function at(url, work) {
  const location = new URL(url)
  const history = { state: null, replaceState: (state, title, to) => { location.href = to } }
  globalThis.window = { location, history, addEventListener() {}, removeEventListener() {} }
  globalThis.document = { visibilityState: 'visible' }
  try {
    return await work(location)
  } finally {
    delete globalThis.window
    delete globalThis.document
  }
}

// A client that starts on the page to which the link led: what it made of the address.
const landed = (url, options) => at(url, async (location) => {
  const phone = client(byMail, { detectSessionInUrl: true, ...options }), events = []
  phone.onAuthStateChange((event, session) => { events.push([event, session?.user.email]) })
  const { error } = await phone.initialize()
  await new Promise((resolve) => setTimeout(resolve, 20))
  return { phone, error, events, left: location.href }
})

async function signedUp(options) {
  const phone = client(byMail, options), email = address()
  ok(await phone.signUp({ email, password, options: { data: data() } }))
  return { phone, email }
}

export const flows = {
  async 'implicit: the link of a sign-up opens the session where the app starts'() {
    const { email } = await signedUp()
    const { link } = await mail(email)
    const there = await landed(await opened(link))
    assert.equal(there.error, null)
    assert.equal(ok(await there.phone.getSession()).session.user.email, email)
    assert.deepEqual(there.events.at(-1), ['SIGNED_IN', email])
    assert.equal(new URL(there.left).hash, '')
    ok(await there.phone.refreshSession())
    const again = await landed(await opened(link))
    assert.deepEqual(again.error.details, { error: 'access_denied', code: 'otp_expired' })
    assert.equal(again.error.message, 'Email link is invalid or has expired')
  },
  async 'implicit: a recovery says that it is one'() {
    const { phone, email } = await signedUp()
    ok(await phone.verifyOtp({ type: 'signup', email, token: (await mail(email)).code }))
    ok(await phone.resetPasswordForEmail(email, { redirectTo: 'http://127.0.0.1:3000/new-password?from=mail' }))
    const url = await opened((await mail(email)).link)
    assert.ok(url.startsWith('http://127.0.0.1:3000/new-password?from=mail#'))
    const { phone: there, events } = await landed(url)
    assert.deepEqual(events.at(-1), ['PASSWORD_RECOVERY', email])
    ok(await there.updateUser({ password: 'another password' }))
  },
  async 'PKCE: the code in the query is exchanged where the app starts'() {
    const storage = memory()
    const { phone, email } = await signedUp({ flowType: 'pkce', storage })
    const { link } = await mail(email)
    const there = await landed(await opened(link), { flowType: 'pkce', storage })
    assert.equal(there.error, null)
    assert.equal(ok(await there.phone.getSession()).session.user.email, email)
    assert.equal(new URL(there.left).searchParams.get('code'), null)
    const again = await landed(await opened(link), { flowType: 'pkce', storage })
    assert.deepEqual(again.error.details, { error: 'access_denied', code: 'otp_expired' })
    ok(await phone.resetPasswordForEmail(email))
    const code = new URL(await opened((await mail(email)).link)).searchParams.get('code')
    const exchanged = ok(await phone.exchangeCodeForSession(code))
    assert.deepEqual([exchanged.user.email, exchanged.redirectType], [email, 'recovery'])
  },
  async 'PKCE: a change of address by two links'() {
    const { phone, email } = await signedUp({ flowType: 'pkce' })
    const next = address()
    ok(await phone.verifyOtp({ type: 'signup', email, token: (await mail(email)).code }))
    ok(await phone.updateUser({ email: next }))
    const first = new URL(await opened((await mail(email)).link))
    assert.match(first.searchParams.get('message'), /^Confirmation link accepted/)
    const second = new URL(await opened((await mail(next)).link))
    // This version of the client forgets its verifier as it saves the answer of updateUser, so the code stays unused.
    assert.ok(second.searchParams.get('code'))
    assert.equal(ok(await phone.getUser()).user.email, next)
  },
}
