import { createSocket } from 'node:dgram'
import { createServer, type Socket } from 'node:net'
import { listenOnFreePort } from './listening.ts'

/** Another host that takes whatever comes: every TCP connection and every UDP packet on one port is counted. */
export interface ListeningHost {
  /** “http://127.0.0.1:41234” */
  readonly origin: string
  readonly port: number
  /** Connections opened and packets received since {@link reset}. */
  readonly contacts: number
  /** What came over the connections, as text. */
  readonly received: string
  reset(): void
  /** Resolves at the next contact; rejects when none comes in time. */
  contacted(): Promise<void>
  close(): Promise<void>
}

const PATIENCE_MS = 10_000

/** Starts a listening host on this machine. Answers HTTP with an empty page that everyone may read, so that clients go as far as they can. */
export async function listeningHost(): Promise<ListeningHost> {
  const seen = { contacts: 0, received: '' }
  const sockets = new Set<Socket>()
  let onContact = () => {}
  const contact = () => {
    seen.contacts++
    onContact()
  }
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.on('data', bytes => {
      seen.received += bytes.toString('latin1')
      socket.end('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
    })
    contact()
  })
  const port = await listenOnFreePort(server)
  const packets = createSocket('udp4')
  packets.on('message', bytes => {
    seen.received += bytes.toString('latin1')
    contact()
  })
  await new Promise<void>(resolve => packets.bind(port, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    get contacts() {
      return seen.contacts
    },
    get received() {
      return seen.received
    },
    reset() {
      seen.contacts = 0
      seen.received = ''
    },
    contacted: () =>
      new Promise((resolve, reject) => {
        if (seen.contacts > 0) return resolve()
        const late = setTimeout(() => reject(new Error(`nobody contacted port ${port} within ${PATIENCE_MS} ms`)), PATIENCE_MS)
        onContact = () => {
          clearTimeout(late)
          resolve()
        }
      }),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>(resolve => packets.close(() => resolve()))
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}
