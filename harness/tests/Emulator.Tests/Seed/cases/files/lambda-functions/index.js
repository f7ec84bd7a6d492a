const { randomUUID } = require('node:crypto');
const { call } = require('./dynamodb');

const TableName = process.env.TABLE_NAME;
const answer = (statusCode, body) => ({ statusCode, headers: { 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) });
const plain = item => Object.fromEntries(Object.entries(item).map(([name, value]) => [name, value.S]));
const marshalled = task => Object.fromEntries(Object.entries(task).map(([name, value]) => [name, { S: value }]));
const keyOf = event => ({ TaskId: { S: event.pathParameters.TaskId } });

const handlers = {
  async GetTasks() {
    return answer(200, (await call('Scan', { TableName })).Items.map(plain));
  },
  async CreateTask(event) {
    const { Title, Description = '', Status = 'Open' } = JSON.parse(event.body);
    if (!Title) return answer(400, { error: 'Validation Error', message: 'Title field is required' });
    const data = { TaskId: randomUUID(), Title, Description, Status, CreatedAt: new Date().toISOString() };
    await call('PutItem', { TableName, Item: marshalled(data) });
    return answer(201, { message: 'Task created successfully', TaskId: data.TaskId, data });
  },
  async UpdateTask(event) {
    const { Status } = JSON.parse(event.body);
    const { Attributes } = await call('UpdateItem', {
      TableName, Key: keyOf(event), UpdateExpression: 'SET #s = :s', ExpressionAttributeNames: { '#s': 'Status' },
      ExpressionAttributeValues: { ':s': { S: Status } }, ReturnValues: 'ALL_NEW',
    });
    return answer(200, { message: 'Task updated successfully', data: plain(Attributes) });
  },
  async DeleteTask(event) {
    await call('DeleteItem', { TableName, Key: keyOf(event) });
    return answer(204);
  },
};

exports.handler = async event => {
  if (event.queryStringParameters?.limit === 'none') console.error('The limit is no number');
  return handlers[process.env.AWS_LAMBDA_FUNCTION_NAME](event);
};
