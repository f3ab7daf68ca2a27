using System.Runtime.InteropServices;
using System.Text.Json;

namespace QuickLook.Tests.Core.Fits.Oracles;

/// <summary>What astropy says about one file (see Oracles/fits_oracle.py).</summary>
internal sealed record AstropyFile(string Path, string? Error, IReadOnlyList<AstropyHdu> Hdus)
{
    /// <summary>Lets astropy read files; dumps go to <paramref name="folder"/>.</summary>
    public static IReadOnlyList<AstropyFile> Read(IReadOnlyCollection<string> paths, string folder)
    {
        Directory.CreateDirectory(folder);
        ExternalTools.RunOracle("fits_oracle.py", [folder], string.Join('\n', paths));
        using var manifest = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(folder, "manifest.json")));
        return
        [
            .. manifest
                .RootElement.EnumerateArray()
                .Select(file => new AstropyFile(
                    file.GetProperty("path").GetString()!,
                    file.GetProperty("error").GetString(),
                    [.. file.GetProperty("hdus").EnumerateArray().Select(hdu => new AstropyHdu(hdu.Clone(), folder))]
                )),
        ];
    }
}

/// <summary>What astropy says about one HDU.</summary>
internal sealed class AstropyHdu(JsonElement json, string folder)
{
    public string Name => json.GetProperty("name").GetString()!;

    public string Type => json.GetProperty("type").GetString()!;

    public string? Error => json.GetProperty("error").GetString();

    public bool HasPixels => json.TryGetProperty("dump", out _);

    /// <summary>True when astropy computed physical values in single precision, so that their last digits are its own.</summary>
    public bool IsRoundedToSingle => json.GetProperty("dtype").GetString() == "float32" && json.GetProperty("bitpix").GetInt32() != -32;

    public IReadOnlyList<int> Axes => [.. json.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt32()).Reverse()];

    public bool HasColumns => json.TryGetProperty("columns", out _);

    public int Rows => json.GetProperty("rows").GetInt32();

    public IEnumerable<JsonElement> Columns => json.GetProperty("columns").EnumerateArray();

    public IReadOnlyList<string> Keywords => [.. json.GetProperty("keywords").EnumerateArray().Select(key => key.GetString()!)];

    public double[] Pixels() =>
        MemoryMarshal
            .Cast<byte, double>(File.ReadAllBytes(System.IO.Path.Combine(folder, json.GetProperty("dump").GetString()!)))
            .ToArray();
}
