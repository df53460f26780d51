/// The folder that a path lies in: what stands before its last slash; empty for a name alone, `/` for one at the root.
public func parentFolder(of path: String) -> String {
  var rest = path[...]
  while rest.count > 1, rest.last == "/" { rest.removeLast() }
  guard let slash = rest.lastIndex(of: "/") else { return "" }
  return slash == rest.startIndex ? "/" : String(rest[..<slash])
}
