// Reads a request with its policies from each line of standard input, and writes what iam-simulate decides on each line of standard output.
import { createInterface } from 'node:readline'
import { runSimulation } from '@cloud-copilot/iam-simulate'

const named = documents => documents.map((policy, i) => ({ name: `policy-${i}`, policy }))

for await (const line of createInterface({ input: process.stdin })) {
  const pair = JSON.parse(line)
  const answer = await runSimulation(
    {
      request: {
        principal: pair.principal,
        action: pair.action,
        resource: { resource: pair.resource, accountId: pair.account },
        contextVariables: pair.context
      },
      identityPolicies: named(pair.identity),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(pair.boundary ? { permissionBoundaryPolicies: named([pair.boundary]) } : {}),
      ...(pair.session ? { sessionPolicy: pair.session } : {}),
      ...(pair.resourcePolicy ? { resourcePolicy: pair.resourcePolicy } : {})
    },
    {}
  )
  process.stdout.write((answer.resultType === 'error' ? `error ${JSON.stringify(answer.errors)}` : answer.overallResult) + '\n')
}
