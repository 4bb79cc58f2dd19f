// The example's topology as people write it for the CDK.
const path = require('path');
const { App, Stack, Duration, RemovalPolicy, aws_apigateway: api, aws_dynamodb: dynamodb, aws_lambda: lambda, aws_logs: logs,
  aws_s3: s3, aws_secretsmanager: secrets, aws_sns: sns, aws_sns_subscriptions: subscriptions, aws_sqs: sqs, aws_ssm: ssm } =
  require('aws-cdk-lib');

const app = new App({ analyticsReporting: false });
const stack = new Stack(app, 'PeerCdk', { env: { account: process.env.AWS_ACCESS_KEY_ID, region: 'us-east-1' } });
const removalPolicy = RemovalPolicy.DESTROY;

const key = (name, type) => ({ name, type: dynamodb.AttributeType[type] });
const billingMode = dynamodb.BillingMode.PAY_PER_REQUEST;
const workflows = new dynamodb.Table(stack, 'Workflows', { partitionKey: key('workflow_id', 'STRING'),
  sortKey: key('timestamp', 'NUMBER'), billingMode, removalPolicy });
const cache = new dynamodb.Table(stack, 'Cache', { partitionKey: key('cache_key', 'STRING'), timeToLiveAttribute: 'ttl',
  billingMode, removalPolicy });
const bucket = id => new s3.Bucket(stack, id, { versioned: true, enforceSSL: true, removalPolicy,
  encryption: s3.BucketEncryption.S3_MANAGED, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL });
const sequences = bucket('Sequences');
const reports = bucket('Reports');
const dlq = new sqs.Queue(stack, 'Dlq', { retentionPeriod: Duration.days(14) });
new sqs.Queue(stack, 'Workflow', { deadLetterQueue: { queue: dlq, maxReceiveCount: 3 }, retentionPeriod: Duration.days(14),
  visibilityTimeout: Duration.minutes(15) });
for (const id of ['ApiKeys', 'SlackWebhook', 'PagerdutyKey']) new secrets.Secret(stack, id, { removalPolicy });
const alerts = new sns.Topic(stack, 'Alerts');
alerts.addSubscription(new subscriptions.EmailSubscription('ops@example.org'));

const sources = process.env.PEER_SOURCES;
const environment = { WORKFLOW_TABLE: workflows.tableName, CACHE_TABLE: cache.tableName, SEQUENCE_BUCKET: sequences.bucketName,
  REPORTS_BUCKET: reports.bucketName };
const agent = (id, file, folder = 'lambda', memorySize = 1024) => {
  const fn = new lambda.Function(stack, id, { runtime: lambda.Runtime.PYTHON_3_11, handler: file + '.handler', memorySize,
    code: lambda.Code.fromAsset(path.join(sources, folder)), timeout: Duration.minutes(15), environment,
    logGroup: new logs.LogGroup(stack, id + 'Logs', { retention: logs.RetentionDays.ONE_WEEK, removalPolicy }) });
  return new lambda.Alias(stack, id + 'Live', { aliasName: 'live', version: fn.currentVersion });
};
const orchestrator = agent('Orchestrator', 'orchestrator');
const genomics = agent('Genomics', 'genomics_agent', 'lambda', 2048);
const proteomics = agent('Proteomics', 'proteomics_agent');
const others = [genomics, proteomics, agent('Literature', 'literature_agent', 'literature'),
  agent('Drug', 'drug_agent', 'lambda', 512)];
const decision = agent('Decision', 'decision_agent');
[...others, decision].forEach(each => each.grantInvoke(orchestrator));
workflows.grantReadWriteData(orchestrator);
reports.grantRead(orchestrator);
sequences.grantRead(genomics);
cache.grantReadWriteData(proteomics);
reports.grantWrite(decision);

const rest = new api.RestApi(stack, 'Api', { deployOptions: { stageName: 'dev' }, cloudWatchRole: true,
  cloudWatchRoleRemovalPolicy: removalPolicy, endpointTypes: [api.EndpointType.REGIONAL],
  defaultCorsPreflightOptions: { allowOrigins: ['*'] } });
const integration = new api.LambdaIntegration(orchestrator);
const iam = { authorizationType: api.AuthorizationType.IAM };
const flows = rest.root.addResource('workflows');
flows.addMethod('POST', integration, iam);
const flow = flows.addResource('{id}');
flow.addMethod('GET', integration, iam);
flow.addResource('results').addMethod('GET', integration, iam);
rest.root.addResource('health').addMethod('GET', integration);

new ssm.StringParameter(stack, 'Config', { parameterName: '/peer-cdk/config', stringValue: '{}' });
if (app.node.tryGetContext('taken')) {
  new ssm.StringParameter(stack, 'Taken', { parameterName: '/taken', stringValue: '1' });
}
