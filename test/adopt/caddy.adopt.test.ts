import { caddy } from './caddy.js'
import { describeJourneys } from './journey.js'

describeJourneys('caddy', [caddy])
