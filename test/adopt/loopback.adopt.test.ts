import { describeJourneys } from './journey.js'
import { bot, edge } from './loopback.js'

describeJourneys('loopback', [bot, edge], { engine: '28.5' })
