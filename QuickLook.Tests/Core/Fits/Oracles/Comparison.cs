using System.Text.Json;
using QuickLook.Core.Fits;

namespace QuickLook.Tests.Core.Fits.Oracles;

/// <summary>Compares what we read with what astropy reads, element by element.</summary>
internal sealed class Comparison
{
    // Two roundings of float32, where astropy scales in single precision and we, like cfitsio, in double.
    private const double SingleRounding = 2.4e-7;

    public List<string> Differences { get; } = [];

    public int Images { get; private set; }

    public long Pixels { get; private set; }

    public int Columns { get; private set; }

    public void Compare(AstropyFile expected)
    {
        var opened = FitsFile.Open(expected.Path);
        if (expected.Error is not null)
        {
            opened.IsSuccess.ShouldBeFalse($"astropy refuses {expected.Path}: {expected.Error}");
            return;
        }

        if (!opened.IsSuccess)
        {
            Differences.Add(opened.Failure.ToString());
            return;
        }

        using var file = opened.Value;
        if (file.Hdus.Count != expected.Hdus.Count)
        {
            Differences.Add($"{expected.Path}: {file.Hdus.Count} HDUs instead of {expected.Hdus.Count} ({file.Damage})");
            return;
        }

        foreach (var (hdu, wanted) in file.Hdus.Zip(expected.Hdus))
        {
            var place = $"{Path.GetFileName(expected.Path)}, {hdu.Address}";
            if (wanted.Error is not null)
            {
                continue;
            }

            if (wanted.HasPixels && wanted.Axes.Contains(0))
            {
                hdu.Kind.ShouldBe(FitsHduKind.Empty, place);
            }
            else if (wanted.HasPixels)
            {
                CompareImage(place, hdu, wanted);
            }
            else if (wanted.HasColumns)
            {
                CompareTable(place, hdu, wanted);
            }
        }
    }

    private void CompareImage(string place, FitsHdu hdu, AstropyHdu wanted)
    {
        if (!hdu.Axes.SequenceEqual(wanted.Axes))
        {
            Differences.Add($"{place}: axes {string.Join('x', hdu.Axes)} instead of {string.Join('x', wanted.Axes)}");
            return;
        }

        var read = hdu.ReadDoubles();
        if (!read.IsSuccess)
        {
            Differences.Add(read.Failure.ToString());
            return;
        }

        var expected = wanted.Pixels();
        var actual = read.Value;
        Images++;
        Pixels += actual.Length;
        var tolerance = wanted.IsRoundedToSingle ? SingleRounding : 0;
        AddFirstDifference(place, actual, expected, tolerance);
        if (hdu.Axes.Count == 2)
        {
            using var plane = hdu.ReadPlane().Value;
            AddFirstDifference(
                $"{place} as plane",
                Array.ConvertAll(plane.Span.ToArray(), value => (double)value),
                Array.ConvertAll(actual, value => (double)(float)value),
                0
            );
        }
    }

    private void AddFirstDifference(string place, ReadOnlySpan<double> actual, ReadOnlySpan<double> expected, double tolerance)
    {
        if (actual.Length != expected.Length)
        {
            Differences.Add($"{place}: {actual.Length} values instead of {expected.Length}");
            return;
        }

        for (var i = 0; i < actual.Length; i++)
        {
            var isSame =
                actual[i].Equals(expected[i])
                || actual[i] == expected[i]
                || Math.Abs(actual[i] - expected[i]) <= tolerance * Math.Abs(expected[i]);
            if (!isSame)
            {
                Differences.Add($"{place}: value {i} is {actual[i]:R} instead of {expected[i]:R}");
                return;
            }
        }
    }

    private void CompareTable(string place, FitsHdu hdu, AstropyHdu wanted)
    {
        var read = hdu.ReadTable();
        if (!read.IsSuccess)
        {
            Differences.Add(read.Failure.ToString());
            return;
        }

        var table = read.Value;
        if (table.Rows != wanted.Rows)
        {
            Differences.Add($"{place}: {table.Rows} rows instead of {wanted.Rows}");
            return;
        }

        foreach (var column in wanted.Columns)
        {
            var name = column.GetProperty("name").GetString()!;
            Columns++;
            var difference = column.TryGetProperty("rows", out var rows)
                ? DifferenceByRow(table, name, column.GetProperty("kind").GetString()!, rows)
                : Difference(table, name, column.GetProperty("kind").GetString()!, column.GetProperty("values"));
            if (difference is not null)
            {
                Differences.Add($"{place}, column {name}: {difference}");
            }
        }
    }

    private static string? Difference(FitsTable table, string name, string kind, JsonElement values)
    {
        switch (kind)
        {
            case "text":
                return FirstDifference(
                    table.ReadString(name).Value,
                    [.. values.EnumerateArray().Select(value => value.GetString()!.TrimEnd())]
                );
            case "boolean":
                return FirstDifference(table.ReadBoolean(name).Value, [.. values.EnumerateArray().Select(value => value.GetBoolean())]);
            case "integer":
                return FirstDifference(
                    Array.ConvertAll(table.ReadInt64(name).Value, value => (decimal)value),
                    [.. values.EnumerateArray().Select(value => value.GetDecimal())]
                );
            case "complex":
                var parts = table.ReadComplex(name).Value.SelectMany(value => new[] { value.Real, value.Imaginary });
                return FirstDifference([.. parts], [.. values.EnumerateArray().Select(Number)]);
            default:
                // astropy does not apply TNULL to scaled integers: put its number where we, as the standard says, have none.
                var column = table.Find(name)!;
                var undefined = column.Null is { } stored ? (stored * column.Scale) + column.Zero : double.NaN;
                var numbers = Array.ConvertAll(table.ReadDouble(name).Value, value => double.IsNaN(value) ? undefined : value);
                return FirstDifference(numbers, [.. values.EnumerateArray().Select(Number)]);
        }
    }

    private static string? DifferenceByRow(FitsTable table, string name, string kind, JsonElement rows)
    {
        if (kind == "text")
        {
            // astropy gives one string, or a list of letters, per row.
            var texts = rows.EnumerateArray().Select(row => string.Concat(row.EnumerateArray().Select(part => part.GetString())).TrimEnd());
            return FirstDifference(table.ReadString(name).Value, [.. texts]);
        }

        var actual = kind switch
        {
            "boolean" => table.ReadBooleanRows(name).Value.SelectMany(row => row.Select(value => value ? 1.0 : 0.0)),
            "complex" => table
                .ReadComplexRows(name)
                .Value.SelectMany(row => row.SelectMany(value => new[] { value.Real, value.Imaginary })),
            _ => table.ReadDoubleRows(name).Value.SelectMany(row => row),
        };
        return FirstDifference([.. actual], [.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(Number)]);
    }

    private static double Number(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            JsonValueKind.String when value.GetString() == "inf" => double.PositiveInfinity,
            JsonValueKind.String when value.GetString() == "-inf" => double.NegativeInfinity,
            JsonValueKind.String => double.NaN,
            _ => value.GetDouble(),
        };

    private static string? FirstDifference<T>(IReadOnlyList<T> actual, IReadOnlyList<T> expected)
    {
        if (actual.Count != expected.Count)
        {
            return $"{actual.Count} values instead of {expected.Count}";
        }

        for (var i = 0; i < actual.Count; i++)
        {
            if (!Equals(actual[i], expected[i]))
            {
                return $"value {i} is {actual[i]} instead of {expected[i]}";
            }
        }

        return null;
    }
}
