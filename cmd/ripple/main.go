// Command ripple simulates an organisation, lets something slip in it, and
// shows what happens to the customer.
package main

import "os"

func main() { os.Exit(execute(systemEnv())) }
