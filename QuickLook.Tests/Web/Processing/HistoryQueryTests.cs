using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;
using QuickLook.Web.Components.Pages.Processing;

namespace QuickLook.Tests.Web.Processing;

public sealed class HistoryQueryTests
{
    [Fact]
    public void The_newest_ten_need_no_words_in_the_address() => HistoryQuery.Newest.Address().ShouldBe("processing");

    [Fact]
    public void An_address_says_everything_and_is_read_back_as_it_was()
    {
        var query = new HistoryQuery(
            new ProcessFilter
            {
                State = RunState.PartlyFailed,
                Quality = Quality.NotComputed,
                Flavor = "science & more",
                Night = Night.Parse("20261125").Value,
                Exposure = new ExposureId(12345),
                Engine = "desispec-0.27",
                Origin = ExposureOrigin.Import,
                Order = ProcessOrder.Took,
            },
            3,
            25
        );

        var address = query.Address();

        address.ShouldBe(
            "processing?state=partly-failed&quality=not-computed&flavor=science%20%26%20more&night=20261125&exposure=00012345"
                + "&engine=desispec-0.27&origin=import&sort=-took&page=3&size=25"
        );
        HistoryQuery
            .Read("partly-failed", "not-computed", "science & more", "20261125", "00012345", "desispec-0.27", "import", "-took", "3", "25")
            .ShouldBe(query);
    }

    [Fact]
    public void What_cannot_be_read_is_as_if_it_were_not_there() =>
        HistoryQuery
            .Read("7", "great", null, "yesterday", "-3", null, "mars", "'; drop table", "-1", "100000")
            .ShouldBe(HistoryQuery.Newest with { Filter = new ProcessFilter { Ascending = true } });

    [Fact]
    public void A_column_is_sorted_largest_first_and_the_other_way_round_the_second_time()
    {
        var once = (HistoryQuery.Newest with { Page = 4 }).SortedBy(ProcessOrder.Exposure);
        once.Address().ShouldBe("processing?sort=-exposure");
        once.SortedBy(ProcessOrder.Exposure).Address().ShouldBe("processing?sort=exposure");
        HistoryQuery.Newest.SortedBy(ProcessOrder.Process).Address().ShouldBe("processing?sort=process");
    }
}
