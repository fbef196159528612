import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findLauncher, type Launcher } from './launcher.ts'
import { MildLine } from './mild-line.ts'
import { configXml, LOADER, type NodePlaces, READER, usersXml } from './server-files.ts'

/** Two ClickHouse servers that know of each other as the cluster `two_shards`. */
export interface Cluster {
  /** Of the first server, which answers for both. */
  readonly url: string
  /** Of the second, which does not let pages ask it. */
  readonly closedUrl: string
  /** What the page signs in as: may read, and change settings of its own queries. */
  readonly user: string
  readonly password: string
  /** Bytes of both servers on disk. */
  readonly folder: string
  /** Runs statements one after another as the user who may do everything. Gives the last one's answer as the engine writes it. */
  run(statements: string | readonly string[], node?: number): Promise<string>
  /** Appends rows in a format such as JSONEachRow. */
  insert(table: string, format: string, rows: string): Promise<void>
  /** Ends one of the servers (0 or 1), without a farewell. */
  stopShard(shard: number): Promise<void>
  /** Starts it again, with what is on its disk. */
  startShard(shard: number): Promise<void>
  stop(): Promise<void>
}

/** Starts both and waits until they answer. Throws when the engine is not installed or does not come up; nothing is left running. */
export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'worthwhile-engine-'))
  try {
    const launcher = findLauncher(folder)
    const ports = await freePorts(6)
    const places = [0, 1].map(shard => ({
      folder: join(folder, `shard${shard}`),
      httpPort: ports[shard * 3] ?? 0,
      tcpPort: ports[shard * 3 + 1] ?? 0,
      linePort: ports[shard * 3 + 2] ?? 0,
    }))
    const nodes = places.map(place => new ServerNode(place, places, launcher))
    try {
      await Promise.all(nodes.map(node => node.start()))
    } catch (error) {
      await Promise.all(nodes.map(node => node.stop()))
      throw error
    }
    return clusterOf(folder, nodes)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

function clusterOf(folder: string, nodes: readonly ServerNode[]): Cluster {
  const nodeAt = (shard: number): ServerNode => {
    const node = nodes[shard]
    if (node === undefined) throw new RangeError(`There is no shard ${shard} (expected 0 or 1)`)
    return node
  }
  return {
    url: nodeAt(0).url,
    closedUrl: nodeAt(1).url,
    ...READER,
    folder,
    run: async (statements, node = 0) => {
      let answer = ''
      for (const statement of typeof statements === 'string' ? [statements] : statements) answer = await nodeAt(node).ask(statement)
      return answer
    },
    insert: async (table, format, rows) => {
      await nodeAt(0).ask(rows, { query: `INSERT INTO ${table} FORMAT ${format}`, insert_distributed_sync: '1' })
    },
    stopShard: shard => nodeAt(shard).stop(),
    startShard: shard => nodeAt(shard).start(),
    stop: async () => {
      await Promise.all(nodes.map(node => node.stop()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Long enough for a machine that six others are busy on. */
const START_LIMIT_MS = 60_000
const START_STEP_MS = 50

class ServerNode {
  readonly url: string
  private readonly places: NodePlaces
  private readonly launcher: Launcher
  private readonly line: MildLine
  private child: ChildProcess | null = null
  private complaints = ''

  constructor(places: NodePlaces, all: readonly NodePlaces[], launcher: Launcher) {
    this.places = places
    this.launcher = launcher
    this.line = new MildLine(places.linePort, places.tcpPort)
    this.url = `http://127.0.0.1:${places.httpPort}`
    mkdirSync(join(places.folder, 'data'), { recursive: true })
    writeFileSync(join(places.folder, 'config.xml'), configXml(places, all))
    writeFileSync(join(places.folder, 'users.xml'), usersXml())
  }

  async start(): Promise<void> {
    const { folder, httpPort, tcpPort } = this.places
    await this.line.open()
    // The engine is `clickhouse local`: it listens as long as it has a query to run, and this one never ends.
    const query = `SYSTEM START LISTEN TCP; SYSTEM START LISTEN HTTP;
      SELECT sleepEachRow(1) FROM system.numbers FORMAT Null SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 1000000000, max_rows_to_read = 0`
    const child = spawn(
      this.launcher.command,
      [
        ...this.launcher.arguments,
        `--config-file=${folder}/config.xml`,
        `--path=${folder}/data`,
        '--listen_host=127.0.0.1',
        `--http_port=${httpPort}`,
        `--tcp_port=${tcpPort}`,
        `--query=${query}`,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    this.child = child
    this.complaints = ''
    child.once('exit', (status, signal) => {
      // Ended on purpose, it is nobody's child any more.
      if (this.child === child) this.complaints = `${this.complaints}\nThe server ended by itself (${signal ?? status}).`
    })
    child.stderr?.on('data', (text: Buffer) => {
      this.complaints = `${this.complaints}${text.toString()}`.slice(-4_000)
    })
    const deadline = Date.now() + START_LIMIT_MS
    while (Date.now() < deadline && child.exitCode === null) {
      if (await this.answers()) return
      await new Promise(resolve => setTimeout(resolve, START_STEP_MS))
    }
    await this.stop()
    throw new Error(`The server on port ${httpPort} did not come up: ${this.complaints || 'it says nothing'}`)
  }

  async stop(): Promise<void> {
    const child = this.child
    this.child = null
    await this.line.close()
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  /** Runs one statement; with `parameters` in the address, the text is what they say it is. */
  async ask(text: string, parameters: Readonly<Record<string, string>> = {}): Promise<string> {
    const response = await fetch(`${this.url}/?${new URLSearchParams(parameters)}`, {
      method: 'POST',
      body: text,
      headers: { 'X-ClickHouse-User': LOADER.user, 'X-ClickHouse-Key': LOADER.password },
    }).catch((error: unknown) => {
      throw new Error(`No answer from ${this.url}. ${this.complaints.trim() || 'The server says nothing.'}\n${text.slice(0, 2_000)}`, {
        cause: error,
      })
    })
    const answer = await response.text()
    if (!response.ok) throw new Error(`${answer.trim()}\n${text.slice(0, 2_000)}`)
    return answer
  }

  private async answers(): Promise<boolean> {
    try {
      return (await this.ask('SELECT 1')).trim() === '1'
    } catch {
      // Not listening yet: asked again until the deadline, which tells what the server had to say.
      return false
    }
  }
}

/** Ports that nobody listens on at the moment. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer()
          server.once('error', reject)
          server.listen(0, '127.0.0.1', () => resolve(server))
        }),
    ),
  )
  // A server that listens on a port has an address that is no path.
  const ports = servers.map(server => (server.address() as AddressInfo).port)
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
  return ports
}
