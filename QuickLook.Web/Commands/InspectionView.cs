using System.Globalization;
using System.Text.Json.Nodes;
using QuickLook.Core.Fits;
using QuickLook.Core.Results;

namespace QuickLook.Web.Commands;

/// <summary>Prints what is in a FITS file, as table or as JSON.</summary>
internal sealed class InspectionView
{
    private readonly CommandConsole console;
    private readonly bool asJson;

    public InspectionView(CommandConsole console, bool asJson)
    {
        this.console = console;
        this.asJson = asJson;
    }

    /// <summary>Prints the inspection and returns the exit code that fits.</summary>
    public int Show(FitsInspection inspection)
    {
        if (asJson)
        {
            JsonOutput.Write(console.Out, ToJson(inspection));
        }
        else
        {
            WriteTable(inspection);
        }

        return inspection.IsSound ? ExitCode.Success : ExitCode.Failed;
    }

    /// <summary>Prints why the file cannot be looked at.</summary>
    public int ShowFailure(Failure failure)
    {
        console.Error.WriteLine($"quicklook: {failure}");
        if (asJson)
        {
            JsonOutput.Write(console.Out, JsonOutput.Of(failure));
        }

        return ExitCode.Failed;
    }

    private void WriteTable(FitsInspection inspection)
    {
        var output = console.Out;
        output.WriteLine($"{inspection.Path}: {inspection.Bytes} bytes, {inspection.Hdus.Count} HDUs");
        output.WriteLine(
            $"{"HDU", 3} {"name", -10} {"type", -16} {"BITPIX", 6} {"shape", -12} {"compression", -12} {"checksum", -9} {"datasum", -9} {"pixels", 10} {"NaN", 6} {"min", 12} {"max", 12} {"mean", 12}"
        );
        foreach (var hdu in inspection.Hdus)
        {
            var bitpix = hdu.Bitpix?.ToString(CultureInfo.InvariantCulture) ?? "?";
            var pixels = hdu.Pixels;
            output.WriteLine(
                $"{hdu.Index, 3} {hdu.Name, -10} {KindOf(hdu), -16} {bitpix, 6} {ShapeOf(hdu), -12} {hdu.Compression ?? "-", -12} {WordFor(hdu.Checksum), -9} {WordFor(hdu.Datasum), -9} "
                    + $"{pixels?.Count, 10} {pixels?.Undefined, 6} {Short(pixels?.Minimum), 12} {Short(pixels?.Maximum), 12} {Short(pixels?.Mean), 12}".TrimEnd()
            );
            foreach (var column in hdu.Columns)
            {
                output.WriteLine(
                    $"      column {column.Name}: {TypeOf(column)}{(column.Unit.Length == 0 ? string.Empty : ", " + column.Unit)}"
                );
            }

            foreach (var trouble in hdu.DamagedCards.Append(hdu.Failure).OfType<string>())
            {
                output.WriteLine($"      wrong: {trouble}");
            }
        }

        if (inspection.Damage is { } damage)
        {
            output.WriteLine($"damaged: {damage}");
        }
    }

    private static JsonObject ToJson(FitsInspection inspection) =>
        new()
        {
            ["file"] = inspection.Path,
            ["bytes"] = inspection.Bytes,
            ["sound"] = inspection.IsSound,
            ["damage"] = inspection.Damage,
            ["hdus"] = new JsonArray([.. inspection.Hdus.Select(ToJson)]),
        };

    private static JsonObject ToJson(FitsHduSummary hdu) =>
        new()
        {
            ["index"] = hdu.Index,
            ["name"] = hdu.Name,
            ["type"] = KindOf(hdu),
            ["bitpix"] = hdu.Bitpix,
            ["axes"] = new JsonArray([.. hdu.Axes.Select(axis => (JsonNode)axis)]),
            ["compression"] = hdu.Compression,
            ["checksum"] = WordFor(hdu.Checksum),
            ["datasum"] = WordFor(hdu.Datasum),
            ["pixels"] = hdu.Pixels is { } pixels
                ? new JsonObject
                {
                    ["count"] = pixels.Count,
                    ["nan"] = pixels.Undefined,
                    ["min"] = JsonOutput.Number(pixels.Minimum),
                    ["max"] = JsonOutput.Number(pixels.Maximum),
                    ["mean"] = JsonOutput.Number(pixels.Mean),
                }
                : null,
            ["columns"] = new JsonArray([
                .. hdu.Columns.Select(column =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["name"] = column.Name,
                            ["type"] = TypeOf(column),
                            ["unit"] = column.Unit,
                        }
                ),
            ]),
            ["damaged_cards"] = new JsonArray([.. hdu.DamagedCards.Select(card => (JsonNode)card)]),
            ["failure"] = hdu.Failure,
        };

    private static string KindOf(FitsHduSummary hdu) =>
        hdu.Kind switch
        {
            FitsHduKind.Empty => "empty",
            FitsHduKind.Image => "image",
            FitsHduKind.CompressedImage => "compressed image",
            FitsHduKind.BinaryTable => "binary table",
            FitsHduKind.AsciiTable => "ASCII table",
            FitsHduKind.RandomGroups => "random groups",
            _ => "unknown",
        };

    private static string TypeOf(FitsColumn column) =>
        column.IsVariableLength ? $"{column.Type}, variable length"
        : column.Repeat == 1 ? $"{column.Type}"
        : $"{column.Type}[{column.Repeat}]";

    private static string ShapeOf(FitsHduSummary hdu) => hdu.Axes.Count == 0 ? "-" : string.Join('x', hdu.Axes);

    private static string WordFor(FitsChecksumState state) => state.ToString().ToLowerInvariant();

    private static string Short(double? value) => value?.ToString("G6", CultureInfo.InvariantCulture) ?? string.Empty;
}
