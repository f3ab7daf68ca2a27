using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Net.Http.Headers;
using QuickLook.Core.Imaging;
using QuickLook.Core.Results;
using QuickLook.Core.Viewing.Ccd;

namespace QuickLook.Web.Hosting;

/// <summary>
/// Images of CCDs in tiles and their pixels in blocks (docs/viewers.md). Read-only; whoever may look may fetch them. What has the image's stamp in its address (<c>v</c>) never
/// changes and is kept by the browser; the rest it asks about each time.
/// </summary>
public static class TileEndPoints
{
    /// <summary>Where all of them are.</summary>
    public const string Root = "/tiles";

    private const string Forever = "private, max-age=31536000, immutable";
    private const string AskAgain = "private, no-cache";
    private const string Png = "image/png";
    private const string Binary = "application/octet-stream";

    /// <summary>Maps them.</summary>
    /// <param name="routes">Where.</param>
    public static void MapTiles(this IEndpointRouteBuilder routes)
    {
        var tiles = routes.MapGroup(Root);
        tiles.MapGet("/colours/{name}.png", Strip);
        tiles.MapGet("/{process}/{camera}/traces", TracesAsync);
        tiles.MapGet("/{process}/{camera}/{kind}/values", ValuesAsync);
        tiles.MapGet("/{process}/{camera}/{kind}/marks/{level}/{x}/{y}", MarksAsync);
        tiles.MapGet("/{process}/{camera}/{kind}/{level}/{x}/{y}", TileAsync);
    }

    private static IResult Strip(string name) =>
        ColourMap.Parse(name).TryGet(out var map, out var failure) ? Results.Bytes(TilePainter.PaintStrip(map), Png) : Refused(failure);

    private static Task<IResult> TileAsync([AsParameters] TileCall call) =>
        PaintAsync(
            call,
            TileRequest.Painting(call.Http.Request.Query),
            (picture, tile, painting) =>
            {
                var limits =
                    painting.Limits ?? (painting.Map.IsDiverging ? picture.Distribution.ZScale.AboutZero() : picture.Distribution.ZScale);
                var scale = new PixelScale(limits, painting.Stretch, painting.Map.IsDiverging);
                var name = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{painting.Stretch}.{limits.Low:R}.{limits.High:R}.{painting.Map.Name}"
                );
                return (name, () => TilePainter.Paint(picture.Pyramid[tile.Level], tile.X, tile.Y, scale, painting.Map));
            }
        );

    private static Task<IResult> MarksAsync([AsParameters] TileCall call) =>
        PaintAsync(
            call,
            TileRequest.Marks(call.Http.Request.Query),
            (picture, tile, colours) =>
                (
                    $"marks.{string.Join('-', colours.Select(colour => colour.Mark))}",
                    () => TilePainter.PaintMarks(picture.Marks[tile.Level], tile.X, tile.Y, colours)
                )
        );

    /// <summary>The beginning of every end point that gives a tile: image, tile and manner are read and checked, then it is painted, unless the browser has it.</summary>
    /// <param name="call">The request.</param>
    /// <param name="manner">How it is painted, as far as the address says; or what is wrong with that.</param>
    /// <param name="paint">Names the manner, for the browser to know it again, and paints.</param>
    private static async Task<IResult> PaintAsync<TManner>(
        TileCall call,
        Result<TManner> manner,
        Func<CcdPicture, (int Level, int X, int Y), TManner, (string Name, Func<byte[]> Make)> paint
    )
    {
        if (
            !TileRequest.Image(call.Process, call.Camera, call.Kind).TryGet(out var id, out var failure)
            || !TileRequest.Tile(call.Level, call.X, call.Y).TryGet(out var tile, out failure)
            || !manner.TryGet(out var wanted, out failure)
        )
        {
            return Refused(failure);
        }

        return await WithPictureAsync(
            id,
            call.Http,
            call.Shelf,
            picture =>
            {
                if (TileRequest.Outside(tile, picture) is { } outside)
                {
                    return Refused(outside);
                }

                var (name, make) = paint(picture, tile, wanted);
                return Answer(call.Http, picture, $"{tile.Level}.{tile.X}.{tile.Y}.{name}", Png, make);
            }
        );
    }

    private static async Task<IResult> ValuesAsync(string process, string camera, string kind, HttpContext http, CcdShelf shelf)
    {
        if (!TileRequest.Image(process, camera, kind).TryGet(out var id, out var failure))
        {
            return Refused(failure);
        }

        return await WithPictureAsync(
            id,
            http,
            shelf,
            picture =>
                TileRequest.Block(http.Request.Query, picture).TryGet(out var block, out var wrong)
                    ? Answer(
                        http,
                        picture,
                        $"values.{block.X}.{block.Y}.{block.Width}.{block.Height}",
                        Binary,
                        () => Values(picture, block)
                    )
                    : Refused(wrong)
        );
    }

    private static async Task<IResult> TracesAsync(string process, string camera, HttpContext http, CcdTraceShelf shelf)
    {
        if (!TileRequest.Subject(process, camera).TryGet(out var subject, out var failure))
        {
            return Refused(failure);
        }

        var found = await shelf.ReadAsync(subject.Process, subject.Camera, http.RequestAborted);
        http.Response.Headers.CacheControl = AskAgain;
        return found.TryGet(out var traces, out failure) ? Results.Bytes(traces.ToBytes(), Binary) : Missing(failure);
    }

    private static async Task<IResult> WithPictureAsync(CcdImageId id, HttpContext http, CcdShelf shelf, Func<CcdPicture, IResult> make)
    {
        try
        {
            var opened = await shelf.OpenAsync(id, stage: null, http.RequestAborted);
            if (!opened.TryGet(out var lease, out var failure))
            {
                return Missing(failure);
            }

            using (lease)
            {
                return make(lease.Picture);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty; // nobody waits for the answer any more
        }
    }

    private static IResult Answer(HttpContext http, CcdPicture picture, string name, string type, Func<byte[]> make)
    {
        var tag = new EntityTagHeaderValue($"\"{picture.Stamp}.{name}\"");
        http.Response.Headers.CacheControl = http.Request.Query["v"] == picture.Stamp ? Forever : AskAgain;
        if (
            http.Request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known
            && known.Any(old => old.Compare(tag, useStrongComparison: false))
        )
        {
            http.Response.GetTypedHeaders().ETag = tag;
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        return Results.Bytes(make(), type, entityTag: tag);
    }

    /// <summary>Row after row, row 0 first: values as 32-bit floats, little-endian; after all of them the marks, a byte each.</summary>
    private static byte[] Values(CcdPicture picture, (int X, int Y, int Width, int Height) block)
    {
        var count = block.Width * block.Height;
        var bytes = new byte[count * (sizeof(float) + 1)];
        for (var row = 0; row < block.Height; row++)
        {
            var values = picture.Image.Row(block.Y + row).Slice(block.X, block.Width);
            for (var i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(((row * block.Width) + i) * sizeof(float)), values[i]);
            }

            picture
                .Marks[0]
                .Row(block.Y + row)
                .Slice(block.X, block.Width)
                .CopyTo(bytes.AsSpan((count * sizeof(float)) + (row * block.Width)));
        }

        return bytes;
    }

    private static IResult Refused(Failure failure) =>
        Results.Text(failure.ToString(), "text/plain", statusCode: StatusCodes.Status400BadRequest);

    private static IResult Missing(Failure failure) =>
        Results.Text(
            failure.ToString(),
            "text/plain",
            statusCode: failure.Kind == FailureKind.Transient ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status404NotFound
        );
}
