import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface WebhookReceiver {
  /** Ends in a secret, as those of chats do. */
  url: string
  bodies: { text: string; content: string; allowed_mentions: unknown }[]
  /** What the next posts get, one after the other, then 200: a status, or `hang` for no answer at all. */
  answers: (number | 'hang')[]
  stop(): Promise<void>
}

/** Takes what a chat would take. */
export async function startWebhook(): Promise<WebhookReceiver> {
  const bodies: WebhookReceiver['bodies'] = []
  const answers: WebhookReceiver['answers'] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    bodies.push(JSON.parse(text) as WebhookReceiver['bodies'][number])
    const answer = answers.shift() ?? 200
    if (answer === 'hang') return
    response.writeHead(answer).end('ok')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/T0/B0/hunter2-webhook`,
    bodies,
    answers,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
