// Docker starts this every few seconds, so it is plain JavaScript on one module: node healthcheck.js URL
import { get } from 'node:http'

get(process.argv[2], { timeout: 2500 }, (response) => process.exit(response.statusCode === 200 ? 0 : 1))
  .on('timeout', () => process.exit(1))
  .on('error', () => process.exit(1))
