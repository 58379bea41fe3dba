module example.com/service

go 1.22

require github.com/alibabacloud-go/agentrun-20250910/v5 v5.8.4
