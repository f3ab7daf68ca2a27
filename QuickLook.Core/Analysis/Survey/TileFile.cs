using System.Collections.Immutable;
using QuickLook.Core.Results;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>
/// Reads files of planned tiles: a FITS binary table or a table in text (docs/survey.md). A file is not trusted: its size, its number of tiles and every
/// value are bounded, and a fault names the line or the row.
/// </summary>
public static class TileFile
{
    /// <summary>Bytes that a file may have, unpacked.</summary>
    public const long MostBytes = 64L << 20;

    /// <summary>Tiles that a file may have.</summary>
    public const int MostTiles = 500_000;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its tiles in order; or why it cannot be used. Transient when waiting may help.</returns>
    public static Result<ImmutableArray<PlannedTile>> Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            if (!Content(path).TryGet(out var content, out var failure))
            {
                return failure.In(name);
            }

            var isFits = content.AsSpan().StartsWith("SIMPLE  ="u8) || content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);
            var read = isFits ? TileFits.Read(path) : TileText.Read(content);
            return read.Failure is { } fault ? fault.In(name) : read;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return new Failure($"the file cannot be read: {problem.Message}", name, FailureKind.Transient);
        }
    }

    // The length that a file system tells is not believed: devices have none.
    private static Result<byte[]> Content(string path)
    {
        if (!File.Exists(path))
        {
            return new Failure("there is no such file", Kind: FailureKind.Transient);
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        var part = new byte[1 << 16];
        for (var read = stream.Read(part); read > 0; read = stream.Read(part))
        {
            content.Write(part.AsSpan(0, read));
            if (content.Length > MostBytes)
            {
                return new Failure($"the file has more than {MostBytes >> 20} MiB; a list of tiles has a few");
            }
        }

        return content.ToArray();
    }
}
