-- Posts of realistic size, by the accounts whose tokens stand in the file TOKENS, one a line, in turn.
local tokens = {}
for line in io.lines(os.getenv("TOKENS")) do
  tokens[#tokens + 1] = "Bearer " .. line
end

local number = 0
request = function()
  number = number + 1
  local body = "status=%40a" .. number % 500 .. "+le+merle+chante+au-dessus+du+fournil,+la+pluie+tombe+sur+le+jardin"
    .. "+%23merles+%23jardinage+https://example.org/carnet/le-merle-" .. number
  return wrk.format("POST", "/api/v1/statuses", {
    ["Authorization"] = tokens[number % #tokens + 1],
    ["Content-Type"] = "application/x-www-form-urlencoded",
  }, body)
end
