using QuickLook.Core.Results;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace QuickLook.Core.Formats.Calibration;

/// <summary>Reads a calibration yaml: <c>{camera: {version: {key: value}}}</c>. Values may be quoted or not.</summary>
internal static class CalibrationFile
{
    private const long LargestFile = 4 << 20;

    /// <summary>Reads the versions of one camera.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">Key of the camera: <c>b0</c>, <c>sm4-b</c>.</param>
    /// <returns>At least one version; or what is wrong with the file.</returns>
    public static Result<IReadOnlyList<CalibrationVersion>> Read(string path, string key)
    {
        if (!Load(path).TryGet(out var root, out var failure))
        {
            return failure;
        }

        if (root is not YamlMappingNode cameras || !TryChild(cameras, key, out var camera))
        {
            return new Failure($"the file has no entry {key}", path);
        }

        if (camera is not YamlMappingNode { Children.Count: > 0 } versions)
        {
            return new Failure($"the entry {key} has no versions", path);
        }

        var read = new List<CalibrationVersion>();
        foreach (var (name, content) in versions.Children)
        {
            if (content is not YamlMappingNode keys)
            {
                return new Failure($"version {name} of {key} is not a list of keys and values", $"{path}, line {name.Start.Line}");
            }

            read.Add(new CalibrationVersion(ScalarText(name), Values(keys)));
        }

        return read;
    }

    private static Result<YamlNode> Load(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > LargestFile)
            {
                return new Failure($"the file has {stream.Length} bytes; a calibration record has at most {LargestFile}", path);
            }

            using var reader = new StreamReader(stream);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents.Count > 0 ? yaml.Documents[0].RootNode : new Failure("the file is empty", path);
        }
        catch (YamlException problem)
        {
            return new Failure($"not valid YAML: {problem.Message}", $"{path}, line {problem.Start.Line}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the file cannot be read: {problem.Message}", path, FailureKind.Transient);
        }
    }

    private static bool TryChild(
        YamlMappingNode parent,
        string key,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out YamlNode? child
    ) => parent.Children.TryGetValue(new YamlScalarNode(key), out child);

    /// <summary>Keys with a single value. Lists and maps, which some corrections have, are kept as their key with an empty marker.</summary>
    private static Dictionary<string, string> Values(YamlMappingNode keys)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in keys.Children)
        {
            values[ScalarText(key)] = value is YamlScalarNode ? ScalarText(value) : $"({value.NodeType})";
        }

        return values;
    }

    private static string ScalarText(YamlNode node) => node is YamlScalarNode { Value: { } text } ? text.Trim() : string.Empty;
}
