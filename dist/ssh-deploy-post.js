import { runPost } from './index.js'
await runPost('ssh-deploy')
