import { createServer } from 'node:http'

// Nobody calls it: it stands for a scheduler, of which there must be one. The port is for its own healthcheck.
if (process.env.MODE === 'exits') process.exit(3)
const server = createServer((_request, response) => {
  response.writeHead(process.env.MODE === 'never-healthy' ? 503 : 200)
  response.end()
})
server.listen(8080)
// A version that takes its time to stop.
process.on('SIGTERM', () => setTimeout(() => process.exit(0), process.env.MODE === 'lingers' ? 4000 : 0))
