using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats.Calibration;

/// <summary>The calibration that holds for one camera on one night: files and numbers by key (pipeline.md 1.3). Immutable.</summary>
public sealed class CalibrationRecord
{
    private readonly ImmutableDictionary<string, string> values;

    /// <summary>A record of these values.</summary>
    /// <param name="root">Folder that file names are relative to.</param>
    /// <param name="source">The file that the record was read from; empty when there is none.</param>
    /// <param name="version">Name of the version within that file.</param>
    /// <param name="values">Values by key, as text; keys in any case.</param>
    public CalibrationRecord(string root, string source, string version, IEnumerable<KeyValuePair<string, string>> values)
    {
        Root = root;
        Source = source;
        Version = version;
        this.values = values.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A record that knows nothing; every default applies.</summary>
    public static CalibrationRecord Empty { get; } = new(string.Empty, string.Empty, "none", []);

    /// <summary>Folder that file names are relative to.</summary>
    public string Root { get; }

    /// <summary>The file that the record was read from; empty when there is none.</summary>
    public string Source { get; }

    /// <summary>Name of the version within that file.</summary>
    public string Version { get; }

    /// <summary>Keys that the record has.</summary>
    public IEnumerable<string> Keys => values.Keys;

    /// <summary>The value as text; null when the key is missing or <c>None</c>.</summary>
    /// <param name="key">Key in any case.</param>
    public string? Text(string key) => values.TryGetValue(key, out var text) && !IsNone(text) ? text : null;

    /// <summary>The value as number; null when the key is missing or <c>None</c>.</summary>
    /// <param name="key">Key in any case.</param>
    /// <returns>The number, or the failure that names the key.</returns>
    public Result<double?> Number(string key) =>
        Text(key) is not { } text ? Result<double?>.Success(null)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : new Failure($"'{text}' is not a number", $"{Source}, {Version}, {key}");

    /// <summary>
    /// A number of one amplifier, such as <c>SATURLEV1</c>. The record may use the other naming than the raw header, so both are tried.
    /// </summary>
    /// <param name="stem">Key without the amplifier.</param>
    /// <param name="amplifier">The amplifier.</param>
    public Result<double?> Number(string stem, Amplifier amplifier)
    {
        var byDigit = $"{stem}{amplifier.Digit()}";
        return Number(Text(byDigit) is null ? $"{stem}{amplifier.Letter()}" : byDigit);
    }

    /// <summary>A text of one amplifier, in either naming; null when there is none.</summary>
    /// <param name="stem">Key without the amplifier.</param>
    /// <param name="amplifier">The amplifier.</param>
    public string? Text(string stem, Amplifier amplifier) => Text($"{stem}{amplifier.Digit()}") ?? Text($"{stem}{amplifier.Letter()}");

    /// <summary>True when the key has a value that means yes: anything but missing, <c>None</c>, <c>False</c>, <c>No</c> and 0.</summary>
    /// <param name="key">Key in any case.</param>
    public bool IsOn(string key) => Text(key) is { } text && text.ToUpperInvariant() is not ("FALSE" or "NO" or "OFF" or "0");

    /// <summary>Full path of a file that the record names.</summary>
    /// <param name="key">Key in any case: <c>FIBERFLAT</c>.</param>
    /// <returns>The path of an existing file below <see cref="Root"/>, or the failure that names the key.</returns>
    public Result<string> FilePath(string key)
    {
        var place = $"{Source}, {Version}, {key}";
        if (Text(key) is not { } name)
        {
            return new Failure($"the calibration record names no {key}", $"{Source}, {Version}");
        }

        var root = Path.GetFullPath(Root);
        if (name.Contains('\0', StringComparison.Ordinal) || !IsBelow(Path.GetFullPath(Path.Combine(root, name)), root))
        {
            return new Failure($"'{name}' lies outside the calibration folder {root}", place);
        }

        var path = Path.GetFullPath(Path.Combine(root, name));
        return File.Exists(path) ? path : new Failure($"the calibration file {path} does not exist", place);
    }

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static bool IsNone(string text) => text.Length == 0 || text.Equals("None", StringComparison.OrdinalIgnoreCase);
}
