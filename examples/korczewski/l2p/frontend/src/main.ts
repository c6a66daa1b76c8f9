import closeWithGrace from 'close-with-grace'
import { createApp } from './app.ts'
import { required } from './environment.ts'

const app = createApp({ apiUrl: required('API_URL') })

closeWithGrace({ delay: 25_000 }, async ({ err }) => {
  if (err) app.log.error(err)
  await app.close()
})

await app.listen({ host: '0.0.0.0', port: 3007 })
