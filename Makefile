# make run    the main job: a slip in procurement, and what customers feel of it
# make test   all tests, without those that take long (CI runs them too: make test-slow)
# make bench  speed against a bare loop, measured side by side; last lines "ratio NAME VALUE"
# make lint   formatting, go vet, staticcheck and the other linters of .golangci.yml
# make build  bin/ripple

GOLANGCI ?= go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

.PHONY: run test test-slow bench lint build

run:
	go run ./cmd/ripple run procurement-slip

test:
	go test -timeout 10m ./...

# The same bits on any processor, no fused multiply-add, and deeper random models.
test-slow:
	go test -timeout 20m -run Fused ./sim/draw -fma
	go test -count 1 -timeout 20m ./sim -deep -rapid.checks 20 -rapid.seed 20260105
	GOAMD64=v1 go test -count 1 -timeout 10m -run 'Golden|SameBitsEverywhere' ./sim/...
	GOAMD64=v3 go test -count 1 -timeout 10m -run 'Golden|SameBitsEverywhere' ./sim/...
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
	go build -trimpath -o bin/ripple ./cmd/ripple
