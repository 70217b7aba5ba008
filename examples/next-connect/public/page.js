const element = (id) => document.getElementById(id)

async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body && { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  })
  const answer = await response.json()
  note(`${method} ${path}`, response.status, answer)
  return answer
}

function note(request, status, answer) {
  const line = document.createElement('li')
  const call = document.createElement('b')
  call.textContent = request
  const result = document.createElement('code')
  result.textContent = JSON.stringify(answer)
  line.append(call, ` ${status} `, result)
  element('requests').prepend(line)
}

function show({ user, error }) {
  element('message').textContent = error ?? ''
  if (error) return
  element('anonymous').hidden = user !== null
  element('known').hidden = user === null
  if (user === null) return
  element('name').textContent = user.name
  element('since').dateTime = user.since
  element('since').textContent = new Date(user.since).toLocaleTimeString()
}

element('login').addEventListener('submit', async (event) => {
  event.preventDefault()
  const { name } = Object.fromEntries(new FormData(event.target))
  show(await ask('POST', '/api/login', { name }))
})

element('logout').addEventListener('click', async () => {
  show(await ask('POST', '/api/logout', {}))
})

show(await ask('GET', '/api/user'))
