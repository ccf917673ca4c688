# The front door. `make help` says what there is.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo demo-stop run build push test kill e2e e2e-storj conformance calls cluster cluster-stop node node-stop storj storj-stop stop clean bench bench-storj bench-operator

# How images are named: make build IMAGE_PREFIX=registry.example.com/me
IMAGE_PREFIX ?= ghcr.io/tardigrade-dev
# Which slow tests: make e2e TIERS=apiserver (or storj, node, clients, conformance, rotation, idle, or, in a run of its own, machine)
TIERS ?= apiserver | storj
# How many slow tests at a time, each with beds of its own: make e2e FORKS=2
FORKS ?= 1
# Where the demo runs: its own node, or the cluster of the current kube context: make demo CLUSTER=current
CLUSTER ?= own
export IMAGE_PREFIX CLUSTER GRANT_FILE

mvn = JAVA_HOME="$$(.mvn/find-jdk.sh)" && export JAVA_HOME && ./mvnw -B

help: ## what there is
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## from nothing to a push and a pull on Kubernetes and Storj, on this machine (root; first time about 20 minutes)
	@e2e/demo/demo.sh

demo-stop: ## ends what the demo left running
	@e2e/demo/stop.sh

run: ## the registry alone, on the file system: push and pull (no root, no Kubernetes, no Storj)
	@e2e/demo/run.sh

build: ## programs in */target/dist/bin, images in */target/image.tar
	@e2e/demo/product.sh build

push: ## the images, and the gateway's, to where a cluster pulls them: make push IMAGE_PREFIX=registry.example.com/me (Go)
	@e2e/demo/product.sh push

test: ## all checks and tests that need only the JDK
	@$(mvn) verify

e2e: ## slow tests on a real API server and a real Storj network; TIERS=node on a real node, TIERS=clients with all clients (root)
	@$(mvn) verify -Pe2e,images -DskipTests -DskipITs -Dchecks.skip -De2e.groups="$(TIERS)" -De2e.forks=$(FORKS)

e2e-storj: ## those of them on a real Storj network alone
	@$(MAKE) --no-print-directory e2e TIERS=storj

kill: ## servers and collectors that are killed at each step of what they do, 77 times (JDK only; 3 minutes)
	@$(mvn) verify -Pkill -DskipTests -DskipITs -Dchecks.skip -pl registry-runtime -am

bench: ## the registry beside distribution v3, on files and on MinIO: ratios (by estimate an hour; QUICK=yes: a quarter of one)
	@e2e/bench/bench.sh Bench $(if $(QUICK),quick)
	@$(MAKE) --no-print-directory calls

bench-storj: ## the registry, distribution v3 and a bare S3 client through Storj's gateway
	@e2e/bench/bench.sh StorjBench

bench-operator: ## 1000 Registries at once on a real API server: time, memory and writes of the operator, with goals (N=100: fewer)
	@e2e/bench/bench.sh OperatorBench $(N)

conformance: ## the OCI conformance suite on every kind of store, with a table; fails where anything fails, or is skipped
	@rm -f e2e/target/conformance/table.txt; code=0; \
	{ $(mvn) verify -Pe2e -DskipTests -DskipITs -Dchecks.skip -De2e.groups=conformance; } || code=$$?; \
	cat e2e/target/conformance/table.txt; exit $$code

calls: ## how many S3 calls pushes, pulls and lists take, with a table; fails above the promised numbers
	@rm -f registry-runtime/target/s3-calls.txt; code=0; \
	{ $(mvn) -q -Dchecks.skip -pl registry-runtime -am test -Dtest=S3CallsTest -Dsurefire.failIfNoSpecifiedTests=false; } || code=$$?; \
	cat registry-runtime/target/s3-calls.txt; exit $$code

cluster: ## a Kubernetes control plane on loopback
	@e2e/beds/bed cluster start

cluster-stop: ## ends it
	@e2e/beds/bed stop cluster

node: ## a whole cluster with one real node (root)
	@e2e/beds/bed node start

node-stop: ## ends it
	@e2e/beds/bed stop node

storj: ## a local Storj network and its S3 gateway
	@e2e/beds/bed storj start

storj-stop: ## ends it
	@e2e/beds/bed stop storj

stop: ## ends all beds of this user, also those of demo and tests
	@e2e/beds/bed stop-all

clean: ## removes what was built here; the beds' programs stay in the cache folder
	@$(mvn) -q clean
