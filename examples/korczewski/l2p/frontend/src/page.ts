/** The page: the last notes, and a form for a new one. */
export function page(apiUrl: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>l2p</title>
<h1>Notes</h1>
<form><input name="text" maxlength="1000" required> <button>Add</button></form>
<p><span id="count">no</span> notes so far</p>
<ul></ul>
<script type="module">
  const api = ${JSON.stringify(apiUrl).replaceAll('<', '\\u003c')}
  const ask = async (path, options) => (await fetch(api + path, options)).json()

  async function show() {
    const items = await ask('/items')
    document.querySelector('ul').replaceChildren(...items.map(({ text }) => Object.assign(document.createElement('li'), { textContent: text })))
    document.querySelector('#count').textContent = (await ask('/items/count')).count
  }

  document.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault()
    const body = JSON.stringify({ id: crypto.randomUUID(), text: new FormData(event.target).get('text') })
    await ask('/items', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    event.target.reset()
    await show()
  })
  await show()
</script>
</html>
`
}
