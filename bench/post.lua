-- One post a request; the token comes from the environment.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
local number = 0
request = function()
  number = number + 1
  return wrk.format(nil, "/api/v1/statuses", nil, "status=Le+merle+chante+" .. number .. "+%23oiseaux")
end
