import { hostname } from 'node:os'
import { WebSocketServer } from 'ws'

const said = `${process.env.VERSION} ${hostname()}`
const TICK_MS = 100

/** Long connections: they say "tick" until the client goes, and "leave" once, when this version has to stop. */
export class LongConnections {
  #open = new Set()
  #sockets = new WebSocketServer({ noServer: true })

  /** A server-sent-event stream. */
  events(response) {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    this.#keep(response, (event) => response.write(`event: ${event}\ndata: ${said}\n\n`))
  }

  /** A websocket. */
  socket(request, connection, head) {
    this.#sockets.handleUpgrade(request, connection, head, (socket) =>
      this.#keep(socket, (event) => socket.send(`${event} ${said}`)),
    )
  }

  tellToLeave() {
    for (const say of this.#open) say('leave')
  }

  #keep(stream, say) {
    this.#open.add(say)
    const beat = setInterval(() => say('tick'), TICK_MS)
    stream.on('close', () => {
      clearInterval(beat)
      this.#open.delete(say)
    })
  }
}
