
## Step 1: Clone Repository
git clone https://github.com/yourusername/serverless-task-tracker.git
cd serverless-task-tracker

## Step 2: Configure AWS Environment
# Configure AWS CLI with your credentials
aws configure

# Verify configuration
aws sts get-caller-identity

## Step 3: Deploy S3 Static Website
# Create S3 bucket (bucket names must be globally unique)
aws s3 mb s3://your-task-tracker-bucket --region us-east-1

# Enable static website hosting
aws s3 website s3://your-task-tracker-bucket/ \
  --index-document index.html \
  --error-document error.html

# Set bucket policy for public access
aws s3api put-bucket-policy \
  --bucket your-task-tracker-bucket \
  --policy file://bucket-policy.json

# Upload frontend files
aws s3 cp frontend/ s3://your-task-tracker-bucket/ --recursive

## Step 4: Create DynamoDB Table
# Create Tasks table with on-demand billing
aws dynamodb create-table \
  --table-name Tasks \
  --attribute-definitions AttributeName=TaskId,AttributeType=S \
  --key-schema AttributeName=TaskId,KeyType=HASH \
  --billing-mode PAY_PER_REQUEST \
  --region us-east-1

## Step 5: Create Lambda Execution Role
# Create IAM role for Lambda
aws iam create-role \
  --role-name TaskTrackerLambdaRole \
  --assume-role-policy-document file://trust-policy.json

# Attach DynamoDB access policy
aws iam put-role-policy \
  --role-name TaskTrackerLambdaRole \
  --policy-name TaskTrackerDynamoDBPolicy \
  --policy-document file://dynamodb-policy.json

## Step 6: Deploy Lambda Functions
# Package Lambda functions
cd lambda-functions
npm install
zip -r function.zip .

# Create Lambda functions
aws lambda create-function \
  --function-name GetTasks \
  --runtime nodejs18.x \
  --role arn:aws:iam::ACCOUNT_ID:role/TaskTrackerLambdaRole \
  --handler index.handler \
  --zip-file fileb://function.zip \
  --environment Variables="{TABLE_NAME=Tasks}"

# Repeat for CreateTask, UpdateTask, DeleteTask functions

## Step 7: Create API Gateway
# Create HTTP API
aws apigatewayv2 create-api \
  --name TaskTrackerAPI \
  --protocol-type HTTP

# Create routes and integrate with Lambda functions
# (See deployment scripts for detailed commands)

# Deploy to stage
aws apigatewayv2 create-stage \
  --api-id <api-id> \
  --stage-name prod

## Automated Deployment with AWS SAM (Recommended)
# Install AWS SAM CLI
pip install aws-sam-cli

# Deploy using template.yaml
sam deploy --guided

# Follow prompts for:
# - Stack name
# - AWS Region
# - Parameter values

## Using curl
# Get all tasks
curl -X GET https://<api-url>/tasks

# Create task
curl -X POST https://<api-url>/tasks \
  -H "Content-Type: application/json" \
  -d '{"Title":"New Task","Description":"Test task","Status":"Open"}'

# Update task
curl -X PUT https://<api-url>/tasks/task-id \
  -H "Content-Type: application/json" \
  -d '{"Status":"Completed"}'

# Delete task
curl -X DELETE https://<api-url>/tasks/task-id

## Unit Testing
# Run unit tests for Lambda functions
cd lambda-functions
npm test

# Expected output:
# ✓ CreateTask handler should create a new task
# ✓ GetTasks handler should return all tasks
# ✓ UpdateTask handler should update existing task
# ✓ DeleteTask handler should delete a task

## Integration Testing
# Test deployed API endpoints
npm run test:integration

# Runs automated tests against live API
# Validates HTTP status codes and response payloads

## Load Testing
# Simulate concurrent users with Apache JMeter
jmeter -n -t load-test-plan.jmx -l results.jtl

# Or using custom load testing script
node load-test.js --users 100 --duration 60

# Monitor CloudWatch metrics during test
# Check Lambda invocations, duration, and error rate

## Security Testing
# Validate IAM policies
aws iam simulate-principal-policy \
  --policy-source-arn <lambda-role-arn> \
  --action-names dynamodb:PutItem dynamodb:GetItem

# Test CORS configuration
curl -X OPTIONS <api-url>/tasks \
  -H "Origin: http://localhost" \
  -H "Access-Control-Request-Method: POST"

# Verify S3 bucket permissions
aws s3api get-bucket-acl --bucket your-bucket-name

## CloudWatch Logs
# View Lambda function logs
aws logs tail /aws/lambda/GetTasks --follow

# Search for errors in logs
aws logs filter-log-events \
  --log-group-name /aws/lambda/GetTasks \
  --filter-pattern "ERROR"

# Stream logs in real-time
aws logs tail /aws/lambda/CreateTasks --follow --since 5m

## Setting Up Alarms
# Create alarm for Lambda errors
aws cloudwatch put-metric-alarm \
  --alarm-name TaskTrackerLambdaErrors \
  --alarm-description "Alert if Lambda functions have errors" \
  --metric-name Errors \
  --namespace AWS/Lambda \
  --statistic Sum \
  --period 300 \
  --threshold 5 \
  --comparison-operator GreaterThanOrEqualToThreshold \
  --alarm-actions arn:aws:sns:us-east-1:ACCOUNT:alerts-topic

## Custom Dashboards
# Create CloudWatch dashboard with key metrics
aws cloudwatch put-dashboard \
  --dashboard-name TaskTrackerDashboard \
  --dashboard-body file://dashboard-config.json

## Cost Optimization Strategies
# 1. Monitor unused resources
aws lambda list-functions
aws dynamodb list-tables

# 2. Review CloudWatch logs retention
# Keep logs for 7-30 days (default: never expires)
aws logs put-retention-policy \
  --log-group-name /aws/lambda/GetTasks \
  --retention-in-days 30

# 3. Use Reserved Concurrency for predictable workloads
aws lambda put-function-concurrency \
  --function-name GetTasks \
  --reserved-concurrent-executions 100

# 4. Enable X-Ray sampling for cost-effective tracing
# Configure in Lambda environment: _X_AMZN_TRACE_ID

## Issue: "AccessDenied" when Lambda calls DynamoDB
# Verify IAM role has correct permissions
aws iam get-role-policy \
  --role-name TaskTrackerLambdaRole \
  --policy-name TaskTrackerDynamoDBPolicy

# Ensure table name matches in Lambda code
# Check Lambda environment variables
aws lambda get-function-configuration \
  --function-name GetTasks | jq .Environment

## Issue: CORS errors when calling API
# Verify CORS is enabled in API Gateway
aws apigatewayv2 get-cors-configuration \
  --api-id <api-id>

# If not enabled:
aws apigatewayv2 update-api \
  --api-id <api-id> \
  --cors-configuration AllowOrigins='*',AllowMethods='GET,POST,PUT,DELETE',AllowHeaders='*'

## Issue: Cold start delays (latency spikes)
# Solution 1: Increase Lambda memory (improves CPU)
aws lambda update-function-configuration \
  --function-name GetTasks \
  --memory-size 512

# Solution 2: Set provisioned concurrency
aws lambda put-provisioned-concurrency-config \
  --function-name GetTasks \
  --provisioned-concurrent-executions 5

# Solution 3: Reduce package size
# Remove unused dependencies, use node_modules compression

## Issue: DynamoDB throttling
# Check table is in on-demand mode
aws dynamodb describe-table \
  --table-name Tasks \
  | jq .Table.BillingModeSummary

# View consumed capacity units
aws cloudwatch get-metric-statistics \
  --namespace AWS/DynamoDB \
  --metric-name ConsumedWriteCapacityUnits \
  --dimensions Name=TableName,Value=Tasks \
  --start-time 2025-12-27T00:00:00Z \
  --end-time 2025-12-27T23:59:59Z \
  --period 3600 \
  --statistics Sum

## Debug Commands
# Test Lambda function locally
sam local invoke GetTasks -e events/get-tasks.json

# Validate CloudFormation template
aws cloudformation validate-template --template-body file://template.yaml

# Check API Gateway stage settings
aws apigatewayv2 get-stage --api-id <api-id> --stage-name prod

# View recent Lambda invocations
aws lambda list-functions
aws logs describe-log-streams --log-group-name /aws/lambda/GetTasks

## Phase 2: Authentication & Authorization
# Integrate Amazon Cognito for user management
# Implement JWT token validation in API Gateway
# Add per-user task isolation and sharing capabilities

## Phase 4: Infrastructure Improvements
# Infrastructure as Code with AWS CloudFormation
aws cloudformation create-stack \
  --stack-name task-tracker \
  --template-body file://infrastructure.yaml

# Implement CI/CD pipeline with CodePipeline
# Add multi-region deployment for global reach
# Implement blue-green deployments for zero-downtime updates

## Contributing
git checkout -b feature/your-feature
git commit -am 'Add new feature'
git push origin feature/your-feature

## Development Workflow
# Setup development environment
npm install
npm run install:all

# Run tests before committing
npm test

# Format code
npm run format

# Deploy to development environment
npm run deploy:dev

# Merge to main only after approval and testing
