package main
import (
  openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
  "github.com/alibabacloud-go/agentrun-20250910/v5/client"
  util "github.com/alibabacloud-go/tea-utils/v2/service"
)
func CreateClient() (_result *client.Client, _err error) {
  config := &openapi.Config{}
  _result = &client.Client{}
  _result, _err = client.NewClient(config)
  return _result, _err
}
func _main(args []*string) (_err error) {
  c, _err := CreateClient()
  if _err != nil { return _err }
  runtime := &util.RuntimeOptions{}
  tryErr := func() (_e error) {
    defer func() { if r := recover(); r != nil { _e = r.(error) } }()
    _, _err = c.GetToolWithOptions(nil, nil, runtime)
    return nil
  }()
  _ = tryErr
  clients := map[string]*client.Client{"a": c}
  for _, one := range clients { one.ListTools(nil) }
  ops := []func(*client.Client) error{ func(x *client.Client) error { _, e := x.DeleteTool(nil); return e } }
  _ = ops
  return nil
}
type deps struct { *client.Client }
func (d deps) run() { d.GetWorkspace(nil); d.Client.ListWorkspaces(nil) }
func must[T any](v T, err error) T { return v }
var g = must(client.NewClient(nil))
func useG() { g.CreateTool(nil) }
