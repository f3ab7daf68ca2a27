using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats.Calibration;

/// <summary>
/// A rectangle of a trimmed CCD that people found to be bad in one exposure, from <c>ccd/ccd-region-mask.csv</c> of the calibration tree
/// (pipeline.md 3.2.2).
/// </summary>
/// <param name="FirstRow">YMIN, from 0.</param>
/// <param name="EndRow">YMAX, the row after the last one.</param>
/// <param name="FirstColumn">XMIN, from 0.</param>
/// <param name="EndColumn">XMAX, the column after the last one.</param>
public readonly record struct BadRegion(int FirstRow, int EndRow, int FirstColumn, int EndColumn)
{
    private const long LargestFile = 16 << 20;
    private static readonly string[] Columns = ["NIGHT", "EXPID", "CAMERA", "XMIN", "XMAX", "YMIN", "YMAX"];

    /// <summary>Reads the regions of one camera in one exposure.</summary>
    /// <param name="root">Root of the calibration tree.</param>
    /// <param name="night">The night.</param>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">The camera.</param>
    /// <returns>The regions, none when there is no such table; or what is wrong with it.</returns>
    public static Result<IReadOnlyList<BadRegion>> Read(string root, Night night, ExposureId exposure, CameraId camera)
    {
        var path = Path.Combine(root, "ccd", "ccd-region-mask.csv");
        var regions = new List<BadRegion>();
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return regions;
            }

            if (file.Length > LargestFile)
            {
                return new Failure($"the table has {file.Length} bytes, more than the {LargestFile} that are read", path);
            }

            int[]? positions = null;
            var lineNumber = 0;
            foreach (var line in File.ReadLines(path))
            {
                lineNumber++;
                if (line.Length == 0 || line[0] == '#')
                {
                    continue;
                }

                var cells = line.Split(',', StringSplitOptions.TrimEntries);
                if (positions is null)
                {
                    positions =
                    [
                        .. Columns.Select(column =>
                            Array.FindIndex(cells, cell => cell.Equals(column, StringComparison.OrdinalIgnoreCase))
                        ),
                    ];
                    if (Array.IndexOf(positions, -1) is >= 0 and var missing)
                    {
                        return new Failure($"the table has no column {Columns[missing]}", $"{path}, line {lineNumber}");
                    }
                }
                else if (!ParseLine(cells, positions, night, exposure, camera).TryGet(out var region, out var failure))
                {
                    return failure.In($"{path}, line {lineNumber}");
                }
                else if (region is { } found)
                {
                    regions.Add(found);
                }
            }

            return regions;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the table cannot be read: {problem.Message}", path, FailureKind.Transient);
        }
    }

    private static Result<BadRegion?> ParseLine(string[] cells, int[] positions, Night night, ExposureId exposure, CameraId camera)
    {
        if (positions.Max() >= cells.Length)
        {
            return new Failure($"the line has {cells.Length} cells, fewer than the header");
        }

        if (
            cells[positions[0]] != night.ToString()
            || !ExposureId.Parse(cells[positions[1]]).TryGet(out var lineExposure, out _)
            || lineExposure != exposure
            || !CameraId.Parse(cells[positions[2]]).TryGet(out var lineCamera, out _)
            || lineCamera != camera
        )
        {
            return Result<BadRegion?>.Success(null);
        }

        Span<int> limits = stackalloc int[4];
        for (var i = 0; i < limits.Length; i++)
        {
            if (!int.TryParse(cells[positions[i + 3]], NumberStyles.None, CultureInfo.InvariantCulture, out limits[i]))
            {
                return new Failure($"{Columns[i + 3]} is not a whole number of at least 0");
            }
        }

        return new BadRegion(limits[2], limits[3], limits[0], limits[1]);
    }
}
