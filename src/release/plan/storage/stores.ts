import { repositoryOfImage } from '../../../image/reference.js'
import type { Place } from './places.js'

// The patterns are those of second_writers in stackctl.

/** Images of programs that alone may write to their data, by the end of their names. */
export const STORES =
  /(postgres|postgis|pgvector|timescale|mysql|mariadb|percona|redis|valkey|keydb|dragonfly|mongo|rabbitmq|elasticsearch|opensearch|minio|clickhouse|cassandra|scylla|cockroach|couch|neo4j|arangodb|influx|questdb|qdrant|meilisearch|typesense|nats|kafka|zookeeper|etcd)[^/]*$|(^|\/)(mssql\/server|solr)$/
/** Where they keep it, inside. */
export const STORE_FOLDERS =
  /^\/(var\/lib\/(postgresql|mysql|mongodb|redis|valkey|influxdb2?|clickhouse|elasticsearch|opensearch|cassandra|rabbitmq|neo4j|etcd)|data\/db|bitnami|usr\/share\/(elasticsearch|opensearch)\/data)(\/|$)/
/** Folders and files of the machine itself: many mount them, hardly any writes there, and none keeps its data there. */
export const MACHINES_OWN =
  /^\/((etc|tmp|var\/tmp|var\/log)$|etc\/(ssl|letsencrypt|ca-certificates|ca-certificates\.conf|pki|passwd|group|shadow|gshadow|subuid|subgid|machine-id|resolv\.conf|hostname|hosts|nsswitch\.conf|localtime|timezone|os-release|docker|ssh)(\/|$)|usr\/(local\/)?share\/(zoneinfo|ca-certificates)(\/|$)|(root|home\/.+)\/\.(docker|ssh|aws|kube|gnupg|gitconfig|netrc)(\/|$)|.*\/\.docker\/config\.json$)/

/** The repository of an image, written in one way; empty where it has only an id. */
export function repositoryOf(image: string): string {
  const plain = repositoryOfImage(image)
  return plain === 'sha256' || /^[0-9a-f]{12,}$/.test(plain) ? '' : plain
}

/** Of what an image has mounted at a path, whether it may be such a program's data; so it is where nobody knows the image. */
export function isStore(repository: string, target: string): boolean {
  return repository === '' || STORES.test(repository) || STORE_FOLDERS.test(target)
}

/** Whether a place is the machine's own. */
export function isMachinesOwn({ kind, source }: Place): boolean {
  return kind === 'folder' && MACHINES_OWN.test(source)
}
