package main

import (
	"context"
	"fmt"

	"ripple/broker"

	"github.com/spf13/cobra"
)

// busFlags say which NATS server carries the work.
type busFlags struct {
	url, listen, token string
}

func (f *busFlags) register(c *cobra.Command) {
	f.registerServer(c)
	c.Flags().StringVar(&f.listen, "listen", "", "let other programs watch: also listen at host:port `ADDR`")
}

// registerServer takes the flags that name a server, for commands that nobody watches.
func (f *busFlags) registerServer(c *cobra.Command) {
	c.Flags().StringVar(&f.url, "nats", "", "use the NATS server at `URL` in place of the one inside")
	c.Flags().StringVar(&f.token, "token", "", "`token` for the NATS server (or the environment's RIPPLE_TOKEN)")
}

func (f *busFlags) options(e *env) (broker.Options, error) {
	if f.url != "" && f.listen != "" {
		return broker.Options{}, usage("leave one of them out", "--nats uses a server elsewhere, --listen the one inside: they cannot go together")
	}
	token := f.token
	if token == "" {
		token = e.Getenv("RIPPLE_TOKEN")
	}
	return broker.Options{URL: f.url, Listen: f.listen, Token: token}, nil
}

// start connects to the bus.
func (f *busFlags) start(ctx context.Context, o broker.Options) (*broker.Broker, error) {
	bus, err := broker.Start(ctx, o)
	switch {
	case err == nil:
		return bus, nil
	case o.URL != "":
		return nil, &problem{fmt.Errorf("start the bus: %w", err), "is a NATS server running there? leave --nats away to use the one inside", exitFailed}
	case o.Listen != "":
		return nil, &problem{fmt.Errorf("start the bus: %w", err), "--listen takes an address of this machine and a free port, such as 127.0.0.1:4222", exitFailed}
	}
	return nil, fmt.Errorf("start the bus: %w", err)
}

// announce tells where to connect, when somebody may.
func (f *busFlags) announce(r *runner, b *broker.Broker) {
	if address := b.Address(); address != "" {
		r.note("listening: nats://%s (subjects ripple.>; see ripple help events)", address)
	}
}
