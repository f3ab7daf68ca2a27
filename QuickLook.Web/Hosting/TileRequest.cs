using System.Globalization;
using QuickLook.Core.Imaging;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Viewing.Ccd;

namespace QuickLook.Web.Hosting;

/// <summary>Reads addresses of <see cref="TileEndPoints"/>. Whatever is not exactly as it should be is a failure that says what.</summary>
internal static class TileRequest
{
    /// <summary>Values that one answer has at most.</summary>
    public const int MostValues = 1 << 16;

    /// <summary>Longer than any number that is meant.</summary>
    private const int LongestNumber = 32;

    private static readonly Dictionary<string, StretchKind> Stretches = new(StringComparer.Ordinal)
    {
        ["linear"] = StretchKind.Linear,
        ["log"] = StretchKind.Log,
        ["asinh"] = StretchKind.Asinh,
    };

    /// <summary>The image of an address.</summary>
    public static Result<CcdImageId> Image(string process, string camera, string kind) =>
        Subject(process, camera)
            .Then(subject => CcdImageKinds.Parse(kind).Map(known => new CcdImageId(subject.Process, subject.Camera, known)));

    /// <summary>Process and camera of an address.</summary>
    public static Result<(long Process, CameraId Camera)> Subject(string process, string camera) =>
        long.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? CameraId.Parse(camera).Map(id => (number, id))
            : new Failure($"'{Short(process)}' is no number of a process");

    /// <summary>The tile of an address, which must be there.</summary>
    /// <param name="level">Level, from 0.</param>
    /// <param name="x">Tile in x, from 0.</param>
    /// <param name="y">Tile in y with its extension: <c>3.png</c>.</param>
    public static Result<(int Level, int X, int Y)> Tile(string level, string x, string y)
    {
        const string Extension = ".png";
        if (!y.EndsWith(Extension, StringComparison.Ordinal))
        {
            return new Failure("a tile's address ends in .png");
        }

        return Whole("level", level)
            .Then(l => Whole("x", x).Then(column => Whole("y", y[..^Extension.Length]).Map(row => (l, column, row))));
    }

    /// <summary>Checks that a tile is in a picture.</summary>
    /// <returns>What is wrong; null when it is there.</returns>
    public static Failure? Outside((int Level, int X, int Y) tile, CcdPicture picture)
    {
        if (tile.Level >= picture.Pyramid.LevelCount)
        {
            return new Failure($"there is no level {tile.Level}; the image has {picture.Pyramid.LevelCount}");
        }

        var level = picture.Pyramid[tile.Level];
        var (columns, rows) = (PyramidShape.Tiles(level.Width), PyramidShape.Tiles(level.Height));
        return tile.X < columns && tile.Y < rows
            ? null
            : new Failure($"there is no tile {tile.X}, {tile.Y}; level {tile.Level} has {columns} x {rows} tiles");
    }

    /// <summary>How a tile is painted.</summary>
    /// <param name="query">stretch, low, high, map; any may be missing, low and high only together.</param>
    /// <returns>The painting, without limits where the image's own are meant.</returns>
    public static Result<(StretchKind Stretch, PixelLimits? Limits, ColourMap Map)> Painting(IQueryCollection query)
    {
        if (Unknown(query, "stretch", "low", "high", "map", "v") is { } unknown)
        {
            return unknown;
        }

        var name = Text(query, "stretch") ?? "linear";
        if (!Stretches.TryGetValue(name, out var stretch))
        {
            return new Failure($"'{Short(name)}' is no stretch; there are {string.Join(", ", Stretches.Keys)}");
        }

        if (!ColourMap.Parse(Short(Text(query, "map") ?? ColourMap.Grey.Name)).TryGet(out var map, out var failure))
        {
            return failure;
        }

        var (low, high) = (Text(query, "low"), Text(query, "high"));
        if (low is null && high is null)
        {
            return (stretch, null, map);
        }

        var limits = new PixelLimits(Number(low), Number(high));
        return limits.AreUsable
            ? (stretch, limits, map)
            : new Failure($"low '{Short(low)}' and high '{Short(high)}' must both be numbers, low below high, neither beyond 1e30");
    }

    /// <summary>The marks that a tile shows.</summary>
    /// <param name="query">show.</param>
    public static Result<IReadOnlyList<MarkColour>> Marks(IQueryCollection query) =>
        Unknown(query, "show", "v") is { } unknown ? unknown : CcdMarks.Parse(Short(Text(query, "show")));

    /// <summary>A block of pixels.</summary>
    /// <param name="query">x, y, w, h.</param>
    /// <param name="picture">The picture that it must be in.</param>
    public static Result<(int X, int Y, int Width, int Height)> Block(IQueryCollection query, CcdPicture picture)
    {
        if (Unknown(query, "x", "y", "w", "h", "v") is { } unknown)
        {
            return unknown;
        }

        var block = Whole("x", Text(query, "x"))
            .Then(x =>
                Whole("y", Text(query, "y"))
                    .Then(y =>
                        Whole("w", Text(query, "w")).Then(w => Whole("h", Text(query, "h")).Map(h => (X: x, Y: y, Width: w, Height: h)))
                    )
            );
        if (!block.TryGet(out var wanted, out var failure))
        {
            return failure;
        }

        var isInside = wanted.Width > 0 && wanted.Height > 0 && (long)wanted.X + wanted.Width <= picture.Image.Width;
        if (!isInside || (long)wanted.Y + wanted.Height > picture.Image.Height)
        {
            return new Failure($"the block is not within the image of {picture.Image.Width} x {picture.Image.Height} pixels");
        }

        return (long)wanted.Width * wanted.Height <= MostValues
            ? block
            : new Failure($"a block of {wanted.Width} x {wanted.Height} pixels is too large; there are at most {MostValues} in one answer");
    }

    private static Failure? Unknown(IQueryCollection query, params string[] known)
    {
        foreach (var (key, values) in query)
        {
            if (!known.Contains(key, StringComparer.Ordinal))
            {
                return new Failure($"'{Short(key)}' is not known here; there are {string.Join(", ", known)}");
            }

            if (values.Count != 1)
            {
                return new Failure($"'{key}' is there {values.Count} times");
            }
        }

        return null;
    }

    private static string? Text(IQueryCollection query, string key) => query.TryGetValue(key, out var values) ? values.ToString() : null;

    private static Result<int> Whole(string name, string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : new Failure($"{name} is '{Short(text)}'; it must be a whole number, 0 or more");

    private static double Number(string? text) =>
        text is { Length: <= LongestNumber } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : double.NaN;

    /// <summary>What somebody sent, in a length that can be said back.</summary>
    private static string Short(string? text) => text is { Length: > LongestNumber } ? $"{text[..LongestNumber]}…" : text ?? string.Empty;
}
