import { runPost } from './index.js'
await runPost('build-and-tag')
