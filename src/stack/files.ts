/** Who opens what a field names. */
export type FileFate =
  /** Compose itself, while it reads the files: it lies in the repository, which is judged before Compose is asked. */
  | 'read'
  /** It becomes part of an image or of the release: it lies in the repository. */
  | 'sent'
  /** A path of the server, which reaches Docker there as it is written. */
  | 'server'
  /** A path in a container, an image or a volume. */
  | 'container'
  /** Nobody: what it belongs to is left out. */
  | 'nobody'

/** How a file is named. */
export type FileForm =
  | 'path'
  /** `source:target`, or a source alone; the name of a volume is none. */
  | 'mount'
  /** A folder, or an address that the build fetches. */
  | 'context'
  /** From the context. */
  | 'dockerfile'
  /** A context, `service:NAME` or `docker-image://…`. */
  | 'namedContext'
  /** `id=path`. */
  | 'ssh'
  /** `type=…,…`, or an image. */
  | 'cache'
  /** `seccomp:path` among others. */
  | 'securityOption'

export interface FileField {
  /** As in the table of keys; what may be a list stands for its entries, too. */
  place: string
  fate: FileFate
  form: FileForm
  text: string
}

const field = (fate: FileFate, place: string, text: string, form: FileForm = 'path'): FileField => ({
  place,
  fate,
  form,
  text,
})

const DEVICE = 'a device of the server'
const INSIDE = 'in the container'

/**
 * Every field of the Compose specification that names a file or a folder, and who opens it. The only such table: both the check before Compose
 * reads a file and the check of Compose's result use these rows; a test walks the specification's own schema for other fields.
 */
export const FILES: readonly FileField[] = [
  field('read', 'include.*', 'a Compose file'),
  field('read', 'include.*.path', 'Compose files'),
  field('read', 'include.*.env_file', 'variables of the included files'),
  field('read', 'include.*.project_directory', 'where paths of the included files begin, and their `.env` lies'),
  field('read', 'services.*.extends.file', 'a Compose file'),
  field('read', 'services.*.env_file', 'variables of the container'),
  field('read', 'services.*.env_file.*.path', 'variables of the container'),
  field('read', 'services.*.label_file', 'labels of the container'),
  field(
    'sent',
    'services.*.volumes.*',
    'a relative path: sent with the release; an absolute one is the server’s',
    'mount',
  ),
  field('sent', 'services.*.volumes.*.source', 'as the short form', 'mount'),
  field('sent', 'services.*.build', 'as `build.context`', 'context'),
  field('sent', 'services.*.build.context', 'a folder, or an address that the build fetches', 'context'),
  field('sent', 'services.*.build.dockerfile', 'from the context', 'dockerfile'),
  field(
    'sent',
    'services.*.build.additional_contexts.*',
    'a folder, an address that the build fetches, `service:NAME` or `docker-image://…`',
    'namedContext',
  ),
  field('sent', 'services.*.build.ssh', 'the runner’s agent, or a key in the repository', 'ssh'),
  field('sent', 'services.*.build.cache_from', 'never a folder (`type=local`)', 'cache'),
  field('sent', 'services.*.build.cache_to', 'never a folder (`type=local`)', 'cache'),
  field('sent', 'secrets.*.file', 'of services and of builds'),
  field('sent', 'configs.*.file', ''),
  field('server', 'services.*.security_opt', 'a profile of seccomp: an absolute path', 'securityOption'),
  field('server', 'services.*.credential_spec.file', 'Docker’s own, on Windows'),
  field('server', 'services.*.credential_spec.registry', 'Docker’s own, on Windows'),
  field('server', 'services.*.devices.*.source', DEVICE),
  ...['device_read_bps', 'device_read_iops', 'device_write_bps', 'device_write_iops', 'weight_device'].map((name) =>
    field('server', `services.*.blkio_config.${name}.*.path`, DEVICE),
  ),
  field('container', 'services.*.devices.*.target', INSIDE),
  field('container', 'services.*.volumes.*.target', INSIDE),
  field('container', 'services.*.volumes.*.volume.subpath', 'in the volume'),
  field('container', 'services.*.volumes.*.image.subpath', 'in the image'),
  field('container', 'services.*.secrets.*.target', INSIDE),
  field('container', 'services.*.configs.*.target', INSIDE),
  field('container', 'services.*.build.secrets.*.target', 'its id, in the build'),
  field('container', 'services.*.tmpfs', INSIDE),
  field('container', 'services.*.working_dir', INSIDE),
  ...['path', 'target', 'exec.working_dir', 'ignore', 'include'].map((name) =>
    field('nobody', `services.*.develop.watch.*.${name}`, 'left out with `develop`'),
  ),
]
