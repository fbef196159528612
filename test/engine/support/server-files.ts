/*
 * What a node of the test cluster is configured by. Passwords are of the tests alone: the servers listen on 127.0.0.1 and live as long as a test run.
 */

export interface NodePlaces {
  readonly folder: string
  readonly httpPort: number
  readonly tcpPort: number
  /** Where the other servers call this one. */
  readonly linePort: number
}

export const CLUSTER = 'two_shards'
/** Lays the tables out and fills them. */
export const LOADER = { user: 'loader', password: 'loads only tests' } as const
/** What the page signs in as. The password has what Latin-1 has not, and what addresses would have to escape. */
export const READER = { user: 'web', password: 'päß 日本:@/?#&%"' } as const
/** May read, but change no setting: what a careless set-up gives. */
export const STRICT = { user: 'strict', password: 'strict' } as const

/** As the reader, with limits that are soon reached. */
export const HURRIED = { user: 'hurried', password: 'hurried' } as const
export const CRAMPED = { user: 'cramped', password: 'cramped' } as const
export const RATIONED = { user: 'rationed', password: 'rationed' } as const

/** All answers to OPTIONS, so that a page may ask at all. */
const PREFLIGHT = `
  <http_options_response>
    <header><name>Access-Control-Allow-Origin</name><value>*</value></header>
    <header><name>Access-Control-Allow-Headers</name><value>authorization, content-type</value></header>
    <header><name>Access-Control-Allow-Methods</name><value>POST, GET, OPTIONS</value></header>
    <header><name>Access-Control-Max-Age</name><value>86400</value></header>
  </http_options_response>`

/** Only the first server answers pages; of the others browsers keep the answers to themselves. */
export function configXml({ folder, httpPort, tcpPort }: NodePlaces, nodes: readonly NodePlaces[]): string {
  const shards = nodes.map(
    node =>
      // By its own port a server knows that it is meant itself.
      `<shard><replica><host>127.0.0.1</host><port>${node.tcpPort === tcpPort ? tcpPort : node.linePort}</port><user>${LOADER.user}</user><password>${LOADER.password}</password></replica></shard>`,
  )
  return `<clickhouse>
  <path>${folder}/data/</path>
  <users_config>${folder}/users.xml</users_config>
  <timezone>UTC</timezone>
  <logger><level>none</level></logger>
  <mark_cache_size>104857600</mark_cache_size>
  <remote_servers><${CLUSTER}>${shards.join('')}</${CLUSTER}></remote_servers>${httpPort === nodes[0]?.httpPort ? PREFLIGHT : ''}
</clickhouse>
`
}

export function usersXml(): string {
  const user = (name: string, password: string, profile: string, quota = 'default') =>
    `<${name}><password>${escaped(password)}</password><networks><ip>127.0.0.1</ip></networks><profile>${profile}</profile><quota>${quota}</quota>${name === LOADER.user ? '<access_management>1</access_management>' : ''}</${name}>`
  return `<clickhouse>
  <profiles>
    <default></default>
    <page><readonly>2</readonly><add_http_cors_header>1</add_http_cors_header></page>
    <short><readonly>2</readonly><add_http_cors_header>1</add_http_cors_header><max_execution_time>1</max_execution_time></short>
    <small><readonly>2</readonly><add_http_cors_header>1</add_http_cors_header><max_memory_usage>20000000</max_memory_usage></small>
    <fixed><readonly>1</readonly><add_http_cors_header>1</add_http_cors_header></fixed>
  </profiles>
  <quotas><default></default><few><interval><duration>3600</duration><queries>2</queries></interval></few></quotas>
  <users>
    ${user(LOADER.user, LOADER.password, 'default')}
    ${user(READER.user, READER.password, 'page')}
    <!-- Whom the process itself signs in as; the address keeps everyone else out. -->
    <default><no_password/><networks><ip>::1</ip></networks><profile>default</profile><quota>default</quota></default>
    ${user(STRICT.user, STRICT.password, 'fixed')}
    ${user(HURRIED.user, HURRIED.password, 'short')}
    ${user(CRAMPED.user, CRAMPED.password, 'small')}
    ${user(RATIONED.user, RATIONED.password, 'page', 'few')}
  </users>
</clickhouse>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
