namespace QuickLook.Tests.Architecture;

/// <summary>The rooms of a house and the floor each is on (docs/architecture.md). A room is the first word after the root namespace.</summary>
/// <param name="Root">Namespace of the whole house, without a final dot.</param>
/// <param name="Floors">Floor of each room.</param>
public sealed record House(string Root, IReadOnlyDictionary<string, int> Floors)
{
    /// <summary>Under floor 0: what every room may use, the field's words included.</summary>
    private const int Ground = -1;

    /// <summary>QuickLook.Core. QuickLook.Web is the seventh floor and may use everything below.</summary>
    public static House Core { get; } =
        new(
            "QuickLook.Core",
            new Dictionary<string, int>
            {
                ["Orchestration"] = 6,
                ["Viewing"] = 6,
                ["Benchmarks"] = 6,
                ["Alerts"] = 6,
                ["Logbook"] = 6,
                ["Analysis"] = 6,
                ["Pipeline"] = 5,
                ["Storage"] = 5,
                ["QualityTests"] = 4,
                ["Reduction"] = 3,
                ["Simulation"] = 3,
                ["Formats"] = 2,
                ["Mappings"] = 2,
                ["Fits"] = 1,
                ["Numerics"] = 1,
                ["Judging"] = 1,
                ["Imaging"] = 1,
                ["Access"] = 1,
                ["Instrument"] = 0,
                ["Results"] = Ground,
                ["Arrays"] = Ground,
            }
        );

    /// <summary>The room of a namespace; null outside this house. The root namespace itself is the room "".</summary>
    public string? RoomOf(string space)
    {
        if (space == Root)
        {
            return string.Empty;
        }

        return space.StartsWith(Root + ".", StringComparison.Ordinal) ? space[(Root.Length + 1)..].Split('.')[0] : null;
    }

    /// <summary>Every pair of types of which one refers to the other although that is in another room on the same floor or above, as a sentence.</summary>
    public IReadOnlyList<string> Trespasses(IEnumerable<Use> uses) =>
        [
            .. uses.Select(use => (use, From: RoomOf(use.UserNamespace), To: RoomOf(use.UsedNamespace)))
                .Where(pair => pair.From is not null && pair.To is not null && pair.From != pair.To)
                .Where(pair => Floor(pair.To!) >= Floor(pair.From!))
                .GroupBy(pair =>
                    $"{pair.use.User} ({pair.From}, floor {Floor(pair.From!)}) uses {pair.use.Used} ({pair.To}, floor {Floor(pair.To!)})"
                )
                .Select(pairs => $"{pairs.Key} in {string.Join(", ", pairs.Select(pair => pair.use.Method).Distinct().Order().Take(3))}")
                .Order(StringComparer.Ordinal),
        ];

    private int Floor(string room) =>
        Floors.TryGetValue(room, out var floor)
            ? floor
            : throw new InvalidOperationException($"'{room}' is no room of {Root}: add it to a floor of the house.");
}
