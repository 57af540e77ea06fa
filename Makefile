# make run    the main job: a slip in procurement, and what customers feel of it
# make test   all tests, without those that take long (CI runs them too: make test-slow)
# make bench  speed against a bare loop, measured side by side; last lines "ratio NAME VALUE"
# make lint   formatting, go vet, staticcheck and the other linters of .golangci.yml
# make build  bin/ripple
# make release  dist/: one file for each system, that needs nothing else, and their checksums

GOLANGCI ?= go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

# The systems that make release builds for.
PLATFORMS ?= linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

.PHONY: run test test-slow bench lint build release

run:
	go run ./cmd/ripple run procurement-slip

test:
	go test -timeout 10m ./...

# The same bits on any processor, no fused multiply-add, deeper random models, and
# who is helped and hurt in the shipped scenarios, a session killed twenty times.
test-slow:
	go test -timeout 20m -run Fused ./sim/draw -fma
	go test -count 1 -timeout 20m ./sim -deep -rapid.checks 20 -rapid.seed 20260105
	GOAMD64=v1 go test -count 1 -timeout 10m -run 'Golden|SameBitsEverywhere' ./sim/...
	GOAMD64=v3 go test -count 1 -timeout 10m -run 'Golden|SameBitsEverywhere' ./sim/...
	go test -count 1 -timeout 20m -run ShippedScenarios ./scenarios -signs
	go test -count 1 -timeout 10m -run Killed ./cmd/ripple -kills 20
	GODEBUG=cpu.fma=off go test -count 1 -timeout 10m -run 'Golden|SameBitsEverywhere' ./sim/...

bench:
	go test -count 1 -timeout 30m -run '^$$' -bench Scale -benchtime 1x ./sim
	@go test -count 1 -timeout 30m -run 'TestRatios|TestFlagshipSpeed' ./sim -ratios -v > bench.out || (cat bench.out; exit 1)
	@grep -v -E '^(ratio|flagship)' bench.out
	@grep -E '^(ratio|flagship)' bench.out

lint:
	@test -z "$$(gofmt -l .)" || (echo "gofmt wants:"; gofmt -l .; exit 1)
	go vet ./...
	$(GOLANGCI) run ./...

build:
	go build -trimpath -buildvcs=auto -o bin/ripple ./cmd/ripple

# One commit gives the same bytes anywhere: no paths, no clock, no C. The version
# is the tag or the commit, as Go stamps it from a clean checkout.
release:
	rm -rf dist && mkdir dist
	@set -e; for platform in $(PLATFORMS); do \
		os=$${platform%/*}; arch=$${platform#*/}; name=ripple-$$os-$$arch; \
		if [ $$os = windows ]; then name=$$name.exe; fi; \
		echo dist/$$name; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch GOAMD64=v1 GOARM64=v8.0 GOFLAGS= \
			go build -trimpath -buildvcs=auto -ldflags '-s -w -buildid=' -o dist/$$name ./cmd/ripple; \
	done
	@cd dist && if command -v sha256sum > /dev/null; then sha256sum ripple-* > SHA256SUMS; else shasum -a 256 ripple-* > SHA256SUMS; fi
	@cat dist/SHA256SUMS
