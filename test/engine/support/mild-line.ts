import { connect, createServer, type Socket } from 'node:net'

/**
 * A line to a server, which always ends with a farewell. A ClickHouse that is told to stop hangs up on the others in the middle of what they send. A server proper writes
 * “Connection reset by peer” down and goes on; the engine that npm has is no server by itself, has nobody who catches that, and ends (SIGABRT, after 3 to 30 queries).
 */
export class MildLine {
  private readonly port: number
  private readonly serverPort: number
  private readonly ends = new Set<Socket>()
  private server: ReturnType<typeof createServer> | null = null

  /** @param port where others call; @param serverPort where the server listens */
  constructor(port: number, serverPort: number) {
    this.port = port
    this.serverPort = serverPort
  }

  async open(): Promise<void> {
    const server = createServer({ allowHalfOpen: true }, caller => {
      const called = connect({ host: '127.0.0.1', port: this.serverPort, noDelay: true })
      caller.setNoDelay(true)
      this.keep(caller)
      this.keep(called)
      caller.pipe(called)
      called.pipe(caller)
      // What the server still says goes nowhere; it is told that nobody asks any more.
      const leave = () => {
        called.unpipe(caller)
        called.resume()
        called.end()
      }
      caller.on('error', leave).on('close', leave)
      called.on('error', () => caller.destroy()).on('close', () => caller.destroy())
    })
    this.server = server
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.port, '127.0.0.1', resolve)
    })
  }

  /** From now on nobody answers at the port. */
  async close(): Promise<void> {
    const { server } = this
    this.server = null
    if (server === null) return
    const closed = new Promise(resolve => server.close(resolve))
    for (const end of this.ends) end.destroy()
    await closed
  }

  private keep(end: Socket): void {
    this.ends.add(end)
    end.on('close', () => this.ends.delete(end))
  }
}
