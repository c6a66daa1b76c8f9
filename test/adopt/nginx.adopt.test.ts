import { describeJourneys } from './journey.js'
import { nginx } from './nginx.js'

describeJourneys('nginx', [nginx], { engine: '28.5' })
