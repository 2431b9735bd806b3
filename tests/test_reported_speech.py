"""Speakers in the ways in which news reports speech, by the whole pipeline, on sentences and people of our own."""

import pytest

import analysis

REPORTED = [
    (
        "Maria Keller, the mayor of Port Ellis, opened the session on Monday.\n\n“We will rebuild the harbour,” Keller said.",
        ["Maria Keller"],
    ),
    (
        "“We will rebuild the harbour,” said Maria Keller, the mayor of Port Ellis, who opened the session.\n\n“It will take years,” she added.",
        ["Maria Keller", "Maria Keller"],
    ),
    ("Speaking in Geneva, Maria Keller told reporters: “We will rebuild the harbour.”", ["Maria Keller"]),
    ("According to Maria Keller, “the harbour is lost.”", ["Maria Keller"]),
    ("“The harbour is lost,” the mayor, Maria Keller, told the BBC.", ["Maria Keller"]),
    ("In a post on X, Maria Keller wrote that “the harbour is lost”.", ["Maria Keller"]),
    (
        "Asked about the plan, Keller's spokesman Tom Brandt said: “We have nothing to add.” Maria Keller was abroad.",
        ["Tom Brandt"],
    ),
    (
        "“We have nothing to add,” Tom Brandt, a spokesman for Keller, said by email. Maria Keller was abroad.",
        ["Tom Brandt"],
    ),
    ("A senior official, who asked not to be named, said “the harbour is lost”.", ["a senior official"]),
    ("“The harbour is lost,” a senior Western diplomat said on condition of anonymity.", ["a senior Western diplomat"]),
    (
        "The minister's remarks drew criticism. “He knows nothing of harbours,” said opposition leader Ana Duarte.",
        ["Ana Duarte"],
    ),
    (
        "Prime Minister Ana Duarte met King Felix on Monday. “We had a good talk,” she said. The king said it was “a long talk”.",
        ["Ana Duarte", "Felix"],
    ),
    (
        "Duarte and Keller met on Monday. “We agree,” Ana Duarte said. “We do,” replied Maria Keller.",
        ["Ana Duarte", "Maria Keller"],
    ),
    (
        '"We will not yield," he said.\n\nChancellor Otto Weiss spoke in Berlin.\n\n"Never," Weiss said.',
        [None, "Otto Weiss"],
    ),
    ("Otto Weiss (pictured) said: “We will not yield.”", ["Otto Weiss"]),
    ("Weiss's deputy, Karin Vogt, disagreed. “We might,” she said. Otto Weiss is chancellor.", ["Karin Vogt"]),
    ("“We will not yield,” Weiss said, quoting Karin Vogt. Otto Weiss is chancellor.", ["Otto Weiss"]),
    ("The statement, signed by Otto Weiss, said: “It is over.”", ["Otto Weiss"]),
    ("Asked whether the talks had failed, Weiss shrugged. “Who knows?” Otto Weiss is chancellor.", ["Otto Weiss"]),
    (
        "According to palace pool reports, Otto Weiss said “there is love” in the town after the storm.",
        ["Otto Weiss"],
    ),
    ("Otto Weiss told aides that “it is over,” according to three officials.", ["Otto Weiss"]),
    (
        "“It is a general debate,” Otto Weiss said of the plan, according to a transcript released by the BBC.",
        ["Otto Weiss"],
    ),
    (
        "After the host Tom Brandt asked who would win, Dinesh Sourav replied, “I would bet on her.”\n\n“We should never "
        "confuse it,” he added.",
        ["Dinesh Sourav", "Dinesh Sourav"],
    ),
    ("In what he called a “rant,” Chancellor Otto Weiss attacked the court.", ["Otto Weiss"]),
    ("Karin Vogt: “Nobody knows.”", ["Karin Vogt"]),
    ("“The harbour is lost,” tweeted @mkeller, the mayor.", [None]),
    (
        "Residents were angry. “They took our homes,” said Lena Ortiz, 62, a teacher. “They lied,” her husband, Paulo, said.",
        ["Lena Ortiz", "Paulo"],
    ),
    (
        "Norway summoned the envoy. “This is unacceptable,” Foreign Minister Kari Lund said. “We expect an answer,” Lund added.",
        ["Kari Lund", "Kari Lund"],
    ),
    ("“We are ready,” said Lt. Gen. Mark Hale, who commands the brigade.", ["Mark Hale"]),
    ("“We are ready,” Lt. Gen. Hale said. Mark Hale commands the brigade.", ["Mark Hale"]),
    (
        "Foreign Minister Kari Lund met Prime Minister Olav Berg in Oslo. “We agree,” the foreign minister said. “Fully,” the prime minister said.",
        ["Kari Lund", "Olav Berg"],
    ),
    (
        "Maria Keller met Otto Weiss on Monday. “He was charming,” she said. “So was she,” he said.",
        ["Maria Keller", "Otto Weiss"],
    ),
    (
        "Otto Weiss met Karl Brandt on Monday. “A good talk,” Weiss said. He said Brandt had “listened”. “I did,” Brandt said. He then left.",
        ["Otto Weiss", "Otto Weiss", "Karl Brandt"],
    ),
    (
        "The company's chief executive, Lena Vogt, resigned. “It was time,” she said. Vogt had led Acme since 2010. Acme said it “thanks her”.",
        ["Lena Vogt", "Acme"],
    ),
    (
        "Senator Ann Lee and Senator Bob Roe clashed. “You are wrong,” Lee told Roe. “No, you are,” he replied.",
        ["Ann Lee", "Bob Roe"],
    ),
    (
        "Police chief Rosa Diaz said the man had “acted alone”. The chief said a second suspect was “released”. Diaz took over in May.",
        ["Rosa Diaz", "Rosa Diaz"],
    ),
    (
        "Rosa Diaz, the police chief, praised Mayor Sam Cole. “He acted fast,” Diaz said. The mayor said he was “honoured”.",
        ["Rosa Diaz", "Sam Cole"],
    ),
    ("Sam Cole's wife, Eva, cried. “He was good,” she said. Their son, Tim, said he was “lost”.", ["Eva", "Tim"]),
    (
        "Judge Ida Marsh sentenced Leo Fox to life. “You showed no mercy,” the judge told him. Fox said he was “sorry”. “I am innocent,” he had told the court.",
        ["Ida Marsh", "Leo Fox", "Leo Fox"],
    ),
    (
        "Two witnesses spoke. The first, Ned Hall, said it was “dark”. The second, Una Poe, said it was “light”.",
        ["Ned Hall", "Una Poe"],
    ),
    (
        "President Berg spoke for an hour. “We are one,” the president said. His rival, Kari Lund, was not moved. “Empty words,” she said. Berg's spokesman, Jan Moe, said she was “bitter”.",
        ["Berg", "Kari Lund", "Jan Moe"],
    ),
    (
        "Analysts were split. “It is a bluff,” said Ned Hall of the Acme Institute. “It is not,” said Una Poe, a retired general. Hall, who served in Seoul, said the North “needs cash”.",
        ["Ned Hall", "Una Poe", "Ned Hall"],
    ),
    (
        "Una Poe wrote the report with Ned Hall. “It took years,” he said. “Too many,” she said.",
        ["Ned Hall", "Una Poe"],
    ),
    (
        "“It took years,” Poe said. “Too many,” said Hall. Una Poe and Ned Hall wrote the report.",
        ["Una Poe", "Ned Hall"],
    ),
    (
        "In a tweet, Elena Ruiz, head of the union, called the plan “a gift to the rich”. She said workers would strike.",
        ["Elena Ruiz"],
    ),
    ("“Nobody told us,” said Fatima, 34, who fled with her three children. “We walked for days.”", ["Fatima"]),
    (
        "Austrian Chancellor Karl Brandt: “We will not yield.” German Foreign Minister Lena Vogt: “Nor will we.”",
        ["Karl Brandt", "Lena Vogt"],
    ),
    ("“If he wins,” Lena Vogt said of Karl Brandt, “we all lose.”", ["Lena Vogt"]),
    ("Karl Brandt is “a clown”, Lena Vogt said.", ["Lena Vogt"]),
    ("“This is our land,” reads a banner in the square.", [None]),
    ("The Guardian's Ann Lee asked him why. “Because I can,” Karl Brandt replied.", ["Karl Brandt"]),
    (
        "“Because I can,” replied Brandt when The Guardian's Ann Lee asked him why. Karl Brandt is chancellor.",
        ["Karl Brandt"],
    ),
    (
        "Sen. Ann Lee (D-Ore.) and Rep. Bob Roe (R-Ohio) introduced the bill. “It is time,” Lee said. Roe called it “a start”.",
        ["Ann Lee", "Bob Roe"],
    ),
    (
        "Mr Brandt said: ‘We will not yield.’ Mrs Vogt, his deputy, said: ‘Nor will I.’ Karl Brandt and Lena Vogt met.",
        ["Karl Brandt", "Lena Vogt"],
    ),
    ("An aide to Ann Lee said the talks had “failed”.", ["an aide to Ann Lee"]),
    ("A spokesman for Ann Lee said the talks had “failed”.", ["a spokesman for Ann Lee"]),
    ("Supporters of Ann Lee said the talks had “failed”.", ["supporters of Ann Lee"]),
    ("People close to Ann Lee said the talks had “failed”.", ["people close to Ann Lee"]),
    ("A source close to Ann Lee said the talks had “failed”.", ["a source close to Ann Lee"]),
    ("Ann Lee's wife, Bo Roe, said the talks had “failed”.", ["Bo Roe"]),
    ("The wife of Bob Lee, Ann Roe, said the talks had “failed”.", ["Ann Roe"]),
    ("Bob Lee's wife Ann said the talks had “failed”.", ["Ann"]),
    ("Ann Lee, whose brother Bob was killed, said the talks had “failed”.", ["Ann Lee"]),
    ("Ann Lee and Bob Roe said in a joint statement that the talks had “failed”.", ["Ann Lee and Bob Roe"]),
    ("Lee aides said the talks had “failed”. Ann Lee was away.", ["Lee aides"]),
    ("Lee's campaign said the talks had “failed”. Ann Lee was away.", ["Lee campaign"]),
    ("The Lee campaign said the talks had “failed”. Ann Lee was away.", ["Lee campaign"]),
    ("Through a spokesman, Ann Lee said the talks had “failed”.", ["Ann Lee"]),
    ("In a letter to Ann Lee, Bob Roe said the talks had “failed”.", ["Bob Roe"]),
    ("In an interview with Ann Lee of the BBC, Bob Roe said the talks had “failed”.", ["Bob Roe"]),
    ("Asked by Ann Lee, Bob Roe said the talks had “failed”.", ["Bob Roe"]),
    ("Like Ann Lee, Bob Roe said the talks had “failed”.", ["Bob Roe"]),
    ("Unlike Ann Lee, Bob Roe said the talks had “failed”.", ["Bob Roe"]),
    ("After meeting Ann Lee, Bob Roe said the talks had “failed”.", ["Bob Roe"]),
    ("A day after Ann Lee resigned, Bob Roe said the talks had “failed”.", ["Bob Roe"]),
    ("Bob Roe, speaking alongside Ann Lee, said the talks had “failed”.", ["Bob Roe"]),
    ("Bob Roe, who replaced Ann Lee, said the talks had “failed”.", ["Bob Roe"]),
    ("Bob Roe, Ann Lee's deputy, said the talks had “failed”.", ["Bob Roe"]),
    ("Bob Roe (Ann Lee's deputy) said the talks had “failed”.", ["Bob Roe"]),
    ("Bob Roe told Ann Lee that the talks had “failed”.", ["Bob Roe"]),
    ("Ann Lee was told by Bob Roe that the talks had “failed”.", ["Bob Roe"]),
    ("Ann Lee was criticised by Bob Roe, who said the talks had “failed”.", ["Bob Roe"]),
    ("“The talks failed,” said Bob Roe, Ann Lee's deputy.", ["Bob Roe"]),
    ("“The talks failed,” said Ann Lee's deputy, Bob Roe.", ["Bob Roe"]),
    ("“The talks failed,” said a former aide to Ann Lee.", ["a former aide to Ann Lee"]),
    ("“The talks failed,” Bob Roe, of the Acme Institute, wrote in a letter to Ann Lee.", ["Bob Roe"]),
    ("“The talks failed,” Bob Roe said of Ann Lee.", ["Bob Roe"]),
    ("“The talks failed,” Bob Roe said, referring to Ann Lee.", ["Bob Roe"]),
    ("“The talks failed,” he said, and Ann Lee agreed. Bob Roe left.", [None]),
    ("“The talks failed,” read a statement from Ann Lee.", ["Ann Lee"]),
    ("“The talks failed,” according to a statement from Ann Lee's office.", ["Ann Lee's office"]),
    ("A statement by Ann Lee called the talks “a failure”.", ["Ann Lee"]),
    ("Ann Lee's statement called the talks “a failure”.", ["Ann Lee"]),
    ("Ann Lee's critics call the talks “a failure”.", ["Ann Lee's critics"]),
    ("Critics of Ann Lee call the talks “a failure”.", ["critics of Ann Lee"]),
    ("Ann Lee's predecessor called the talks “a failure”.", ["Ann Lee's predecessor"]),
    ("Ann Lee's predecessor Bob Roe called the talks “a failure”.", ["Bob Roe"]),
    ("Bob Roe's successor, Ann Lee, called the talks “a failure”.", ["Ann Lee"]),
    ("Bob Roe, the brother of Ann Lee, called the talks “a failure”.", ["Bob Roe"]),
    ("Former Ann Lee adviser Bob Roe called the talks “a failure”.", ["Bob Roe"]),
    ("Lee adviser Bob Roe called the talks “a failure”. Ann Lee was away.", ["Bob Roe"]),
    ("Several Lee advisers called the talks “a failure”. Ann Lee was away.", ["several Lee advisers"]),
    ("Neither Lena Vogt nor Bo Ek would say whether the plan was “dead”.", [None]),
    ("Bo Ek's party called the plan “dead”.", ["Bo Ek's party"]),
    ("The plan, which Lena Vogt called “dead”, lives on.", ["Lena Vogt"]),
    ("The plan was “dead”, said Lena Vogt, but Bo Ek said it was “alive”.", ["Lena Vogt", "Bo Ek"]),
    ("The report by the Acme Institute says the plan is “dead”.", ["Acme Institute"]),
    ("The Greens' Bo Ek called the plan “dead”.", ["Bo Ek"]),
    ("In his memoir, Bo Ek writes that the plan was “dead”.", ["Bo Ek"]),
    ("“It is late,” said chairman, CEO and president Ann Lee.", ["Ann Lee"]),
    ("The plan is “dead”, officials told Le Soir on condition of anonymity.", ["officials"]),
    (
        "“We rose early,” said Lena Vogt, a farmer. Her neighbour, retired sailor Gong Chul-ho, is less relaxed. “We sleep "
        "in our shoes,” he says.",
        ["Lena Vogt", "Gong Chul-ho"],
    ),
    (
        "For Siti Rahmawati, 31, who lost her farm, the news came late. Her lawyer, Bambang Prasetyo, had told her to "
        "wait. “I kept asking why,” she said.",
        ["Siti Rahmawati"],
    ),
    (
        "Gen. Bo Ek told the panel that it worked. The committee's chairman, Tom Brandt, interrupted her. “The plan "
        "wins,” he said.",
        ["Tom Brandt"],
    ),
    (
        "A senior Western official said that it was no accident. The patrol came after President Ann Lee spoke.\n\n“They "
        "want a price,” the official said.",
        ["a senior Western official"],
    ),
    ("Bo Ek, 34, came to court. “I did nothing,” the 34-year-old told the judge.", ["Bo Ek"]),
    ("President Ann Lee vetoed the bill. “There is no money,” the head of state said.", ["Ann Lee"]),
    ("Prime Minister Ann Lee spoke at noon. “We are ready,” the premier said.", ["Ann Lee"]),
    ("Nandi Senator Bo Ek would not hear of it. “You insult this House,” he said.", ["Bo Ek"]),
    ("Explainer: “Why the harbour is lost to all of us”", [None]),
    ("“It is over,” said Lena Vogt. Tom Brandt, the treasurer, told reporters that he would stand.", ["Lena Vogt"]),
    (
        "Finance minister Bo Ek defended the plan.\n\nOpposition leader Tom Brandt called it a sham.\n\nResponding, the "
        "minister said that was untrue. “Fourteen years,” he told lawmakers, “and they did nothing.”",
        ["Bo Ek"],
    ),
    (
        "Bo Ek, a farmer, waited with his sister. The collector, Ann Lee, spoke. His sister wept. “I cannot read,” she "
        "said.",
        [None],
    ),
    ("Lena Vogt leads with her husband, Bo Ek. “We have been here for 26 years,” her husband said.", ["Bo Ek"]),
    ("Asked if Lena Vogt had paid for the flights, she said: “No comment.”", [None]),
    (
        "Sen. Arturo Villaluz said he was “not asking for anything.” The firm's president, Rolando Villaluz, is a cousin of "
        "the senator.\n\nVillaluz said he would wait. “We have the numbers,” he told reporters.",
        ["Arturo Villaluz", "Arturo Villaluz"],
    ),
    ("‘Speaker must step in,’ says Acme Party as Brandt defends the bill", ["Acme Party"]),
    ("Chief minister Bo Ek spoke on Monday. “No one asks for it,” the CM told reporters.", ["Bo Ek"]),
    ("Labor's spokesman Dean Winter spoke. “It is a fantasy,” Winter said.", ["Dean Winter"]),
    (
        "“We want change,” Bo Ek said. For Emeka Obi, a driver, the vote is about fuel. “I spend half my wage on it,” he "
        "said.",
        ["Bo Ek", "Emeka Obi"],
    ),
    (
        "“The plan is dead,” said Bo Ek.\n\nA European diplomat, who spoke on condition of anonymity, was blunter. “It was "
        "never alive,” he said.",
        ["Bo Ek", None],
    ),
    ("Lena Vogt and Bo Ek met in Oslo. A retired miner in the town shrugged. “Nobody is happy,” he said.", [None]),
    (
        "“There are four roofers,” José Arriaga said.\n\nHis foreman Abdirahman Warsame disagreed. “Somebody is always the "
        "bad guy,” he said.",
        ["José Arriaga", "Abdirahman Warsame"],
    ),
    (
        "Anna Brandt, a teacher, said that it was old. The council met lawyer Peter Brandt. “We are broke,” Brandt said.",
        ["Peter Brandt"],
    ),
    (
        "Dennis Wang, an analyst, told reporters that it was late. “Silence is policy,” Wang said. Chinese Foreign Minister "
        "Wang Yi, he noted, had used the phrase.\n\n“Nobody is counting,” Wang said.",
        ["Dennis Wang", "Dennis Wang"],
    ),
    (
        "Lee Hae-rang, director of the institute, said that it was late. “They know this very well,” Lee said.\n\nKim "
        "Sung-bae, an adviser to the opposition leader Lee Jae-myung, disagreed.",
        ["Lee Hae-rang"],
    ),
]


@pytest.mark.parametrize("text, speakers", REPORTED)
def test_the_speakers_of_quoted_words(text, speakers):
    """Of all contents with quotation marks in them, in text order."""
    said = sorted((a for a in analysis.load_pipeline()(text)._.attributions if a.content), key=lambda a: a.content[0])
    assert [a.speaker for a in said if a.kind != "indirect"] == speakers


TOLD = [
    ("Critics of the plan say that it costs too much. They warned that taxes would rise.", ["critics of the plan"] * 2),
    ("Lena Vogt and Bo Ek oppose the plan. They said that it was too dear.", ["Lena Vogt and Bo Ek"] * 2),
    (
        "Vogt's aides said the talks went well. But they added that no date was set. Lena Vogt was away.",
        ["Vogt's aides"] * 2,
    ),
    ("A study by Acme University economist Lena Vogt found that wages had fallen.", ["Lena Vogt"]),
    ("Lena Vogt sent a letter to the council on Monday. The letter says that the harbour is lost.", ["Lena Vogt"]),
    ("The Acme Institute published a study on Monday. The study said that prices would rise.", ["Acme Institute"]),
    ("Lena Vogt dismissed the report on Monday. The report says that the harbour is lost.", ["Lena Vogt", None]),
    ("An appeals panel in 2019 ruled that it must stay open.", ["an appeals panel"]),
    ("Norway, Sweden and Finland said on Monday that they would build a railway.", ["Norway, Sweden and Finland"]),
    (
        "The leaders of Norway, Sweden and Finland said that they would build a railway.",
        ["the leaders of Norway, Sweden and Finland"],
    ),
    (
        "Sens. Lena Vogt of Texas and Bo Ek of Ohio urged the president to sign the bill. Both said that time was short.",
        ["Lena Vogt and Bo Ek"] * 2,
    ),
    (
        "The United States and Japan condemned the launch. They said that it was a threat.",
        ["United States and Japan"] * 2,
    ),
    ("U.S. and South Korean officials said that the North had sent troops.", ["U.S. and South Korean officials"]),
    ("Beijing and Moscow denied the report. Both said that ties were normal.", ["China and Russia"] * 2),
    ("U.S. Secretary of State Ann Lee said that Norway must act.", ["Ann Lee"]),
    ("Norwegian Minister of Defence Ann Lee urged Sweden to act.", ["Ann Lee"]),
    ("Norway's Minister for Foreign Affairs Bo Ek said that it was late.", ["Bo Ek"]),
    ("Former Director of the CIA Ann Lee said that Norway must act.", ["Ann Lee"]),
    ("Governor of Ohio Ann Lee said that it was late.", ["Ann Lee"]),
    ("Secretary of State Ann Lee's spokesman said that it was late.", ["Ann Lee's spokesman"]),
    ("Both Secretary of State Ann Lee and Senator Bo Ek said that it was late.", ["Ann Lee and Bo Ek"]),
    ("Allies of Secretary of State Ann Lee say that it was late.", ["allies of Secretary of State Ann Lee"]),
    ("A spokesman for President Ann Lee said that it was late.", ["a spokesman for President Ann Lee"]),
    ("The U.S. ambassador to the United Nations, Ann Lee, said that Norway must act.", ["Ann Lee"]),
    (
        "Norwegian Prime Minister Ann Lee and her Swedish counterpart, Bo Ek, called for new sanctions.",
        ["Ann Lee and Bo Ek"],
    ),
    (
        "The Acme Institute and the Norwegian Times newspaper said that it was late.",
        ["Acme Institute and Norwegian Times"],
    ),
    ("The Acme Workers union, which has 300 members, said that it would fight.", ["Acme Workers"]),
    (
        "According to a person close to the board, it is split. The person said that talks would go on.",
        ["a person close to the board"] * 2,
    ),
    ("Lena Vogt and Bo Ek said that they would go. The pair said that it was late.", ["Lena Vogt and Bo Ek"] * 2),
    ("Norway's commerce ministry said that it was late.", ["Commerce Ministry of Norway"]),
    ("The foreign ministry in Oslo said that it was late.", ["Foreign Ministry of Norway"]),
    ("Ann Lee left. She and her aides said that it was late.", ["Ann Lee and her aides"]),
    ("Acme's founder, chairman and chief executive, Ann Lee, said that it was late.", ["Ann Lee"]),
    ("UN special envoy for Syria Ann Lee said that it was late.", ["Ann Lee"]),
    ("Former U.S. ambassador to Russia Ann Lee said that it was late.", ["Ann Lee"]),
    ("U.S. Special Representative for North Korea Sung Kim said that it was late.", ["Sung Kim"]),
    ("Ukraine's commander-in-chief, General Ann Lee, said that it was late.", ["Ann Lee"]),
    ("Senior adviser to South Korean President Ann Lee said that it was late.", [None]),
    (
        "Three sources with knowledge of the matter said that it was late.",
        ["three sources with knowledge of the matter"],
    ),
    ("An editorial in the Global Times said that it was late.", ["Global Times"]),
    ("The deal was close, according to a German government readout.", ["Germany"]),
    ("Lawmakers from both parties said that it was late.", ["lawmakers from both parties"]),
    (
        "In a statement, the Ministry of Foreign Affairs of Norway said that it was late.",
        ["Foreign Ministry of Norway"],
    ),
    ("The office of Norwegian Prime Minister Ann Lee said that it was late.", ["Ann Lee's office"]),
    (
        "Sens. Ann Merk (D-Ore.), Sam Brown (D-Ohio) and Robert Mendes (D-N.J.) all suggested that it was late.",
        ["Ann Merk, Sam Brown and Robert Mendes"],
    ),
    (
        "A 2014 study by the Acme Institute and the University of Bergen found that it was late.",
        ["Acme Institute and University of Bergen"],
    ),
    ("Many Norwegians believe that the railway is too dear.", ["many Norwegians"]),
    ("The Norwegians told Sweden that they would wait.", ["Norway"]),
    (
        "The Norwegian government issued a white paper on fishing. The paper says that stocks have fallen. It warns that some ports will close.",
        ["Norway"] * 2,
    ),
    (
        "The Norwegian Times reported that stocks had fallen. The paper said that some ports would close.",
        ["Norwegian Times"] * 2,
    ),
    ("One prominent critic, veteran radio host Bo Ek, said that the plan was dead.", ["Bo Ek"]),
    (
        "The harbour's biggest friends, like Lena Vogt and Bo Ek, say that it must stay open.",
        ["the harbour's biggest friends"],
    ),
    (
        "A spokesman for Lena Vogt said that she would not comment. The spokesman declined to say why.",
        ["a spokesman for Lena Vogt"] * 2,
    ),
    (
        "Ukraine's spy agency said that 10,000 soldiers had arrived. The agency also said that more were on their way.",
        ["Ukraine's spy agency"] * 2,
    ),
    ("Russia could give weapons in return, according to claims reported by the Acme Institute.", ["Acme Institute"]),
    ("The lawyer Im Chae-won said that it was late.", ["Im Chae-won"]),
    ("Bo Ek told reporters that Ann Lee had been direct. Tom Brandt had been warned, he said.", ["Bo Ek"] * 2),
    ("Xinhua struck another tone. Ann Lee, it reported, had urged Norway to wait.", ["Ann Lee"]),
    (
        "Norway dismissed as “nonsense” an allegation by President Ann Lee that its agents had paid voters.",
        [],
    ),
    ("Muzala Roe, who came second, was less forgiving. The Zambian said that he wanted more.", ["Muzala Roe"]),
    ("Bo Ek met Ann Lee in Oslo. The latter said that the talks were useful.", ["Ann Lee"]),
    ("The electricity company, NorthGrid, said that it was late.", ["NorthGrid"]),
    (
        "The Port Authority of New York and New Jersey said that it was late.",
        ["Port Authority of New York and New Jersey"],
    ),
    ("Leader of the council Gerard Toner said that it was late.", ["Gerard Toner"]),
    ("Bo Ek, holding the hand of his wife, Maria, said that it was late.", ["Bo Ek"]),
    ("Briefing the Council, Ann Lee, a lawyer, said that it was late.", ["Ann Lee"]),
    (
        "Ann Lee drew an answer from Bo Ek, the deputy chairman of Russia's Security Council, who suggested that it was late.",
        ["Bo Ek"],
    ),
    ("The mother of Bo Ek said that it was late.", ["the mother of Bo Ek"]),
    ("The bereaved father of Sgt. Bo Ek argued that it was late.", ["the bereaved father of Sgt. Bo Ek"]),
    ("The representative of Norway said that it was late.", ["the representative of Norway"]),
    ("Japan's air force said that it was late.", ["Japan's air force"]),
    ("One of the directors, Mr Bo Ek, said that it was late.", ["Bo Ek"]),
    ("Talks went on, the state-run Anadolu Agency reported.", ["Anadolu Agency"]),
    ("Kaja Kallas met Bo Ek. The Commission president said that it was late.", [None]),
    ("Ann Lee, China's spokeswoman, left. The High Representative said that it was late.", [None]),
    (
        "Health ministry spokeswoman Hye-won Baek said that it was late. Baek said that more was to come.",
        ["Hye-won Baek"] * 2,
    ),
    ("The Bank of Italy waits. Turkish central bank Governor Bo Ek left. The bank said that it was late.", [None]),
    ("Bo Ek was asked. The indictment is long. The document says that he threatened to leave.", [None]),
    ("Talks ended.\n\nWhat do Moscow and Beijing say?", []),
    ("Nigeria: Who is behind the attacks?\n\nThe army was late.", []),
    (
        "Norwegian embassy spokesperson Bo Ek said that it was late. A State Department spokesperson said that it was "
        "early. The spokesperson said that talks would go on.",
        ["Bo Ek", "a State Department spokesperson", "a State Department spokesperson"],
    ),
    (
        "Minna Vogt, a fellow, said that it was late. Camille Grand, a former general, was kinder: Europe, he argued, pays.",
        ["Minna Vogt", "Camille Grand"],
    ),
    (
        "Bo Ek spoke on Thursday. Lawmaker Wang Hung-wei, of the opposition, said that Ek had lied. The minister's plan, "
        "she told a radio station, was reckless.",
        ["Wang Hung-wei"] * 2,
    ),
    ("North Korean leader Kim Jong Un left. Kim, the Brookings expert, said that it was late.", ["Kim"]),
    ("Mohamed Hamdan Roe, known as Hemedti, left. Hemedti said that it was late.", ["Mohamed Hamdan Roe"]),
    ("The lawmaker representing Ikorodu II, Hon. Bo Ek, said that it was late.", ["Bo Ek"]),
    ("A chieftain of the party, Chief Bo Ek, said that it was late.", ["Bo Ek"]),
    ("The bill's sponsor, Rep. Ann Lee (D-Akron), said that it was late.", ["Ann Lee"]),
    ("A new group, the Acme Monitoring Team, said that it was late.", ["Acme Monitoring Team"]),
    ("Public Works MEC Bo Ek said that it was late. The MEC said that he would stay.", ["Bo Ek"] * 2),
    ("Treasurer Bo Ek left. (ABC News: Luke Bowden)\n\nThe Tasmanian treasurer says that it was late.", ["Bo Ek"]),
    ("Choo Kyung-ho said that Bo Ek was late.", ["Choo Kyung-ho"]),
    (
        "Bo Ek phoned Chinese Foreign Minister Wang Yi, a senior official said. Wang listened politely, the official said.",
        ["a senior official", "a senior official"],
    ),
    (
        "In an interview with The Diplomat, Park Byung-chul, a professor in Seoul, said that it was late.",
        ["Park Byung-chul"],
    ),
]


@pytest.mark.parametrize("text, speakers", TOLD)
def test_the_speakers_of_told_words(text, speakers):
    """Of all contents without quotation marks, in text order."""
    said = sorted((a for a in analysis.load_pipeline()(text)._.attributions if a.content), key=lambda a: a.content[0])
    assert [a.speaker for a in said if a.kind == "indirect"] == speakers
