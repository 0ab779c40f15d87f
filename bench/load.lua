-- wrk's requests: each one as another viewer. Arguments: tokens file, path ("%s" becomes the viewer's target).
function init(args)
  local number, path = 0, args[2]
  requests = {}
  for line in io.lines(args[1]) do
    local token, target = line:match("(%S+) (%S+)")
    number = number + 1
    requests[number] = wrk.format("GET", (path:gsub("TARGET", target)), { ["Authorization"] = "Bearer " .. token })
  end
  count = number
  math.randomseed(tonumber(args[3]))
end

function request()
  return requests[math.random(count)]
end
