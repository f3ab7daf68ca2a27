using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuickLook.Web.Plots;

/// <summary>
/// A figure on its way to the browser: a short description in JSON, and all numbers as one block of bytes. Numbers are never written as text: a figure of the
/// whole focal plane stays below 300 kB.
/// </summary>
/// <param name="Description">What to draw, with places in the block in place of numbers.</param>
/// <param name="Block">The numbers, little endian.</param>
public sealed record FigureWire(string Description, byte[] Block)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Bytes that go to the browser.</summary>
    public int Size => Description.Length + Block.Length;

    /// <summary>Packs a figure.</summary>
    /// <param name="figure">The figure; traces whose arrays differ in length are cut to the shortest.</param>
    public static FigureWire Of(PlotFigure figure)
    {
        using var block = new MemoryStream();
        var description = new
        {
            figure.Key,
            figure.Title,
            X = Describe(figure.X),
            Y = Describe(figure.Y),
            figure.EqualScale,
            Size = figure.Size.ToString().ToLowerInvariant(),
            Traces = figure.Traces.Select(trace => Describe(trace, block)).ToArray(),
            Bands = figure.Bands.Where(band => double.IsFinite(band.Low) && double.IsFinite(band.High)),
            Guides = figure.Guides.Where(guide => double.IsFinite(guide.At)),
        };
        return new FigureWire(JsonSerializer.Serialize(description, Options), block.ToArray());
    }

    private static object Describe(Axis axis) =>
        new
        {
            axis.Label,
            Range = axis.Range is { } range && double.IsFinite(range.Low) && double.IsFinite(range.High)
                ? new[] { range.Low, range.High }
                : null,
            axis.Reversed,
            axis.Logarithmic,
            axis.IsDate,
            Words = axis.Words.IsDefaultOrEmpty ? null : axis.Words.Select(word => new { word.At, word.Word }),
        };

    private static object Describe(Trace trace, MemoryStream block)
    {
        var count = Math.Min(trace.X.Length, trace.Y.Length);
        return new
        {
            trace.Kind,
            trace.Name,
            X = Write(block, trace.X, count, trace.NeedsDouble ? "f8" : "f4"),
            Y = Write(block, trace.Y, count, "f4"),
            Tint = trace.Tint.Token(),
            Colour = trace.Colouring is { } colouring && colouring.Values.Length >= count
                ? new
                {
                    Values = Write(block, colouring.Values, count, "f4"),
                    colouring.Scale.Kind,
                    Low = Finite(colouring.Scale.Low),
                    High = Finite(colouring.Scale.High),
                    colouring.Scale.Title,
                }
                : null,
            Fibers = trace.Fibers.IsDefaultOrEmpty || trace.Fibers.Length < count
                ? null
                : Write(block, [.. trace.Fibers.Select(fiber => (double)fiber)], count, "i2"),
            Processes = trace.Processes.IsDefaultOrEmpty || trace.Processes.Length < count
                ? null
                : Write(block, [.. trace.Processes.Select(process => (double)process)], count, "f8"),
            Tips = trace.Tips.Where(tip => tip.Values.Length >= count).Select(tip => Describe(tip, count, block)).ToArray(),
            trace.Size,
            trace.BarWidth,
            trace.Hollow,
            Shape = trace.Shape == MarkShape.Disc ? null : (MarkShape?)trace.Shape,
            Dash = trace.Dash == LineDash.Solid && trace.Dashed ? LineDash.Dash : trace.Dash,
        };
    }

    private static object Describe(TipField tip, int count, MemoryStream block) =>
        new
        {
            tip.Name,
            tip.Unit,
            tip.Digits,
            Places = tip.Places > 0 ? (int?)tip.Places : null,
            Values = Write(
                block,
                tip.Values,
                count,
                tip.Places > 0 ? "i4"
                    : tip.Words.IsDefaultOrEmpty ? "f4"
                    : "i2"
            ),
            Words = tip.Words.IsDefaultOrEmpty ? null : tip.Words.ToArray(),
        };

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;

    private static Place Write(MemoryStream block, ImmutableArray<double> values, int count, string type)
    {
        var place = new Place((int)block.Position, count, type);
        Span<byte> number = stackalloc byte[sizeof(double)];
        foreach (var value in values.AsSpan(0, count))
        {
            block.Write(number[..Encode(value, type, number)]);
        }

        return place;
    }

    private static int Encode(double value, string type, Span<byte> number)
    {
        switch (type)
        {
            case "f8":
                BinaryPrimitives.WriteDoubleLittleEndian(number, value);
                return sizeof(double);
            case "f4":
                BinaryPrimitives.WriteSingleLittleEndian(number, (float)value);
                return sizeof(float);
            case "i4":
                BinaryPrimitives.WriteInt32LittleEndian(number, (int)value);
                return sizeof(int);
            default:
                BinaryPrimitives.WriteInt16LittleEndian(number, (short)Math.Clamp(value, short.MinValue, short.MaxValue));
                return sizeof(short);
        }
    }

    /// <summary>Where numbers stand in the block.</summary>
    /// <param name="At">First byte.</param>
    /// <param name="Count">How many numbers.</param>
    /// <param name="Type"><c>f4</c>, <c>f8</c>, <c>i2</c> or <c>i4</c>.</param>
    private sealed record Place(int At, int Count, string Type);
}
