using System.CommandLine;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Web.Commands;

/// <summary>Cameras as the command line and the environment list them: <c>b0,r0</c>.</summary>
internal static class CameraList
{
    /// <summary>An option that takes such a list, also as several arguments.</summary>
    /// <param name="name">Name of the option.</param>
    /// <param name="description">What it means.</param>
    /// <param name="all">What <c>all</c> stands for, and what it is when it is not given; null when there is no such word.</param>
    public static Option<CameraId[]> Option(string name, string description, IReadOnlyList<CameraId>? all = null)
    {
        var option = new Option<CameraId[]>(name)
        {
            Description = description,
            HelpName = "LIST",
            CustomParser = result =>
            {
                var text = string.Join(',', result.Tokens.Select(token => token.Value));
                if (all is not null && text.Equals("all", StringComparison.OrdinalIgnoreCase))
                {
                    return [.. all];
                }

                if (Parse(text).TryGet(out var cameras, out var failure))
                {
                    return cameras;
                }

                result.AddError($"{name}: {failure.Reason}");
                return [];
            },
        };
        if (all is not null)
        {
            option.DefaultValueFactory = _ => [.. all];
        }

        return option;
    }

    /// <summary>Reads a list; each camera counts once.</summary>
    /// <param name="text">Names with commas between them.</param>
    /// <returns>The cameras in the order given, or the first name that is none.</returns>
    public static Result<CameraId[]> Parse(string text)
    {
        var cameras = new List<CameraId>();
        foreach (var name in text.Split(','))
        {
            if (!CameraId.Parse(name).TryGet(out var camera, out var failure))
            {
                return failure;
            }

            cameras.Add(camera);
        }

        return cameras.Distinct().ToArray();
    }
}
